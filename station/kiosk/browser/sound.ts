export type Sound = 'ok' | 'attention' | 'refused' | 'done'

interface Tone {
  readonly hertz: number
  readonly ms: number
  readonly gapMs: number
}

/** They differ in rhythm, not only in pitch: one short; two; three long; a rising pair. */
const PATTERNS: Readonly<Record<Sound, readonly Tone[]>> = {
  ok: [{ hertz: 2400, ms: 90, gapMs: 0 }],
  attention: [
    { hertz: 1200, ms: 120, gapMs: 90 },
    { hertz: 1200, ms: 120, gapMs: 0 },
  ],
  refused: [
    { hertz: 330, ms: 220, gapMs: 80 },
    { hertz: 330, ms: 220, gapMs: 80 },
    { hertz: 330, ms: 220, gapMs: 0 },
  ],
  done: [
    { hertz: 880, ms: 130, gapMs: 20 },
    { hertz: 1760, ms: 260, gapMs: 0 },
  ],
}
const GRAVITY: readonly Sound[] = ['ok', 'done', 'attention', 'refused']
const VOLUME = 0.35
const EDGE_S = 0.008

export interface Speaker {
  play(sounds: readonly Sound[]): void
}

/** `onSilent` hears whether the browser keeps the speaker shut; a touch or a key opens it. */
export function createSpeaker(onSilent: (isSilent: boolean) => void): Speaker {
  const audio = new AudioContext()
  const tell = (): void => onSilent(audio.state !== 'running')
  audio.addEventListener('statechange', tell)
  for (const type of ['pointerdown', 'keydown'] as const)
    addEventListener(type, () => void audio.resume().then(tell, tell), { capture: true })
  tell()
  return {
    play(sounds) {
      // Many scans answered together sound once: the gravest.
      const gravest = GRAVITY.findLast((sound) => sounds.includes(sound))
      if (gravest === undefined || audio.state !== 'running') return
      let at = audio.currentTime
      for (const tone of PATTERNS[gravest]) at = playTone(audio, tone, at)
    },
  }
}

function playTone(audio: AudioContext, { hertz, ms, gapMs }: Tone, at: number): number {
  const end = at + ms / 1000
  const oscillator = new OscillatorNode(audio, { type: 'square', frequency: hertz })
  const volume = new GainNode(audio, { gain: 0 })
  // Soft edges: a square cut would click.
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(VOLUME, at + EDGE_S)
  volume.gain.setValueAtTime(VOLUME, end - EDGE_S)
  volume.gain.linearRampToValueAtTime(0, end)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start(at)
  oscillator.stop(end)
  return end + gapMs / 1000
}
