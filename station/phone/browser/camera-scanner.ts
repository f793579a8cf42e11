import { createCamera, type CameraProblem } from './camera.ts'
import { seenCode } from './decoded-code.ts'
import { openDecoder, type Decoder, type DecoderAddresses } from './decoder.ts'
import { createPresence } from './presence.ts'
import { visiblePart } from './visible-part.ts'

export interface ScannerParts {
  readonly video: HTMLVideoElement
  /** What lies under it is read. */
  readonly aim: Element
  readonly decoder: DecoderAddresses
  /** How the codes that do something begin, behind their symbology identifier. */
  readonly cardPrefix: string
  readonly onScan: (text: string) => void
  /** After each decoded frame: whether a code that has counted is still in view. */
  readonly onFrame: (isHolding: boolean) => void
  /** There is no picture, and why; or there is one again. */
  readonly onProblem: (problem: CameraProblem | undefined) => void
  /** The camera opened; its track is in `track()`. */
  readonly onOpen: () => void
}

export interface CameraScanner {
  /** Scans from now on, or does not; the camera stays open, so that it goes on at once. */
  setScanning(isScanning: boolean): void
  /** Tries the camera again, after a problem. */
  retry(): void
  track(): MediaStreamTrack | undefined
}

const IDENTIFIER_LENGTH = 3

/** The camera as a scanner: one frame at a time is decoded, and each code in view counts once (`presence.ts`). */
export function openCameraScanner(parts: ScannerParts): CameraScanner {
  const { video, onProblem } = parts
  const presence = createPresence((text) => text.startsWith(parts.cardPrefix, IDENTIFIER_LENGTH))
  const camera = createCamera(video, () => onProblem('busy'))
  let decoder: Decoder | undefined
  let isScanning = false
  let isReading = false

  const look = async (opened: Decoder): Promise<void> => {
    // A camera that is just closing has no frame to give.
    const frame = await frameOf(video, parts.aim).catch(() => undefined)
    if (frame === undefined) return
    const codes = await opened.read(frame)
    // What was read while somebody turned to the list is not a scan.
    if (!isScanning) return
    const seen = codes.map(seenCode).filter((code) => code !== undefined)
    for (const text of presence.see(seen)) parts.onScan(text)
    parts.onFrame(presence.isHolding())
  }
  const giveDecoderUp = (): void => {
    decoder?.close()
    decoder = undefined
    onProblem('decoder')
  }
  const onNewFrame = (): void => {
    nextFrame(video, onNewFrame)
    if (!isScanning || isReading || decoder === undefined || video.videoWidth === 0) return
    isReading = true
    look(decoder)
      .catch(giveDecoderUp)
      .finally(() => (isReading = false))
  }
  const open = async (): Promise<void> => {
    const problem = await camera.start()
    if (problem === undefined) decoder ??= await openDecoder(parts.decoder)
    onProblem(problem)
    if (problem === undefined) parts.onOpen()
  }
  const start = (): void => void open().catch(giveDecoderUp)

  // A page that nobody sees gives the camera back: another program may want it, and its light would stay on.
  document.addEventListener('visibilitychange', () => (document.hidden ? camera.stop() : start()))
  nextFrame(video, onNewFrame)
  if (!document.hidden) start()
  return {
    setScanning: (wanted) => (isScanning = wanted),
    retry: start,
    track: () => camera.track(),
  }
}

function frameOf(video: HTMLVideoElement, aim: Element): Promise<ImageBitmap> {
  const picture = { width: video.videoWidth, height: video.videoHeight }
  const part = visiblePart(picture, video.getBoundingClientRect(), aim.getBoundingClientRect())
  return createImageBitmap(video, part.x, part.y, part.width, part.height)
}

/** Where a browser does not tell of new frames, each repaint may show one. */
function nextFrame(video: HTMLVideoElement, onFrame: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(onFrame)
  else requestAnimationFrame(onFrame)
}
