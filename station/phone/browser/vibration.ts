import type { Sound } from '../../kiosk/browser/sound.ts'

/** Milliseconds on, off, on …, in the rhythm of the sounds. */
const PATTERNS: Readonly<Record<Sound, readonly number[]>> = {
  ok: [60],
  attention: [120, 90, 120],
  refused: [220, 80, 220, 80, 220],
  done: [60, 40, 200],
}
const GRAVITY: readonly Sound[] = ['ok', 'done', 'attention', 'refused']

/** Shakes the phone, where it can be shaken: once for all that is answered together, for the gravest. */
export function vibrate(sounds: readonly Sound[]): void {
  const gravest = GRAVITY.findLast((sound) => sounds.includes(sound))
  if (gravest === undefined || !('vibrate' in navigator)) return
  navigator.vibrate([...PATTERNS[gravest]])
}
