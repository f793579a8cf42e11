/** Why there is no picture; the page has words for each. */
export type CameraProblem = 'insecure' | 'denied' | 'missing' | 'busy' | 'decoder'

export interface Camera {
  /** Opens the camera unless it is open. Answers why it could not. */
  start(): Promise<CameraProblem | undefined>
  /** Gives the camera back, its light with it. */
  stop(): void
  /** The track of the picture, while there is one. */
  track(): MediaStreamTrack | undefined
}

/** The camera that looks away from the person; enough pixels for a small label, few enough to read quickly. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
}
const DENIED: ReadonlySet<string> = new Set(['NotAllowedError', 'SecurityError'])
const MISSING: ReadonlySet<string> = new Set([
  'NotFoundError',
  'OverconstrainedError',
  'DevicesNotFoundError',
])

/** `onLost`: the camera was open, and the phone took it away. */
export function createCamera(video: HTMLVideoElement, onLost: () => void): Camera {
  let stream: MediaStream | undefined
  /** What was asked for last: an answer that comes after a stop is given back at once. */
  let isWanted = false

  const stop = (): void => {
    isWanted = false
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    video.srcObject = null
  }
  const show = async (opened: MediaStream): Promise<void> => {
    stream = opened
    opened.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (stream !== opened) return
      stop()
      onLost()
    })
    video.srcObject = opened
    await video.play()
  }
  return {
    async start() {
      if (isWanted) return undefined
      // Browsers take the whole interface away from pages that came without TLS.
      if (!isSecureContext || !('mediaDevices' in navigator)) return 'insecure'
      isWanted = true
      try {
        const opened = await navigator.mediaDevices.getUserMedia(WANTED)
        if (isWanted) await show(opened)
        else for (const track of opened.getTracks()) track.stop()
        return undefined
      } catch (error) {
        stop()
        return problemOf(error)
      }
    },
    stop,
    track: () => stream?.getVideoTracks()[0],
  }
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (DENIED.has(name)) return 'denied'
  return MISSING.has(name) ? 'missing' : 'busy'
}
