import { systemClock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { listenGate } from '../gate/listen-gate.ts'
import { lockDataFolder } from '../serve/data-folder.ts'
import { openLog } from '../serve/open-log.ts'
import { readCentralSettings } from './central-settings.ts'
import { listenToCommands } from './control-server.ts'
import { startCentral } from './running-central.ts'
import { stateWords } from './state-words.ts'

const { central: text } = words

/** The composition root of central: server, gate and the ear for commands, until it is told to end. */
export async function serveCentral(say: (line: string) => void): Promise<void> {
  const settings = readCentralSettings(process.env)
  const lock = lockDataFolder(settings.folder)
  const log = openLog()
  say(text.serving.starting)
  const central = await startCentral(settings, { clock: systemClock, log })
  const gate = await listenGate(central.gate, settings)
  const commands = await listenToCommands(central, (error) => log.error({ err: error }))
  say(text.serving.at(settings.address))
  if (settings.tls === undefined) say(text.serving.plain)
  say(text.serving.folder(settings.folder))
  const state = central.state()
  if (state.kind !== 'open') say(stateWords(state))
  await untilTold()
  say(text.serving.ending)
  await Promise.all([commands.close(), gate.close()])
  await central.close()
  lock.release()
  say(text.serving.ended)
}

/** Resolves at the first signal to end; a second one ends at once. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
  })
}
