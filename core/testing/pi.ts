import type { HearsTime } from '../clock/hear-central.ts'
import type { ClockKeeper, MachineReading, MachineTime } from '../kernel/machine-time.ts'

/** A machine without a clock battery, and the right time beside it, which is central's. Milliseconds. */
export class Pi implements MachineTime {
  central: number
  wall: number
  boot = 'boot 1'
  kept: ClockKeeper = 'nothing'
  #sinceBoot = 100
  #boots = 1

  constructor(now: number) {
    this.central = now
    this.wall = now
  }

  read = (): MachineReading => ({ wall: this.wall, sinceBoot: this.#sinceBoot })

  keeper = (): ClockKeeper => this.kept

  passes(ms: number): void {
    this.central += ms
    this.wall += ms
    this.#sinceBoot += ms
  }

  /** It was off for so long, and begins with what is given. */
  boots(
    offMs: number,
    begins: { readonly wall: number; readonly kept?: ClockKeeper; readonly boot?: string },
  ): void {
    this.central += offMs
    this.#sinceBoot = 0
    this.#boots += 1
    this.boot = begins.boot ?? `boot ${this.#boots}`
    this.kept = begins.kept ?? 'nothing'
    this.wall = begins.wall
  }

  /** Central is asked and answers, which takes its time. It says whole seconds. */
  answer(ears: HearsTime, { thereMs = 0, backMs = 0 } = {}): void {
    const answered = ears.asking()
    this.passes(thereMs)
    const said = this.central - HALF_A_SECOND
    this.passes(backMs)
    answered(said)
  }
}

/** As if every second were cut off in its middle: what is told then is told exactly. */
const HALF_A_SECOND = 500
