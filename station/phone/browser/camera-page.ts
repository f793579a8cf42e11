import type { CameraProblem } from './camera.ts'
import { openCameraScanner, type CameraScanner } from './camera-scanner.ts'
import { part, told } from './page-parts.ts'
import { hasTorch, setTorch } from './torch.ts'

/** The camera as a page shows it: picture, light, what is wrong with it, and whether a code is still in view. */
export interface CameraView {
  /** Shown and scanning, or neither. */
  setOpen(isOpen: boolean): void
}

export function openCameraView(onScan: (text: string) => void): CameraView {
  const holder = part('camera', HTMLElement)
  const torch = part('torch', HTMLButtonElement)
  let isLit = false
  let frames = 0

  const light = async (wanted: boolean): Promise<void> => {
    isLit = (await setTorch(scanner.track(), wanted)) && wanted
    torch.setAttribute('aria-pressed', String(isLit))
  }
  const scanner: CameraScanner = openCameraScanner({
    video: part('picture', HTMLVideoElement),
    aim: part('aim', HTMLElement),
    decoder: { worker: told('worker'), module: told('module'), wasm: told('wasm') },
    cardPrefix: told('cards'),
    onScan,
    onFrame(isHolding) {
      part('holding', HTMLElement).hidden = !isHolding
      // How many frames were decoded, for whoever looks why a code is not read.
      frames += 1
      holder.dataset['frames'] = String(frames)
    },
    onProblem: showProblem,
    onOpen() {
      isLit = false
      torch.setAttribute('aria-pressed', 'false')
      torch.hidden = !hasTorch(scanner.track())
    },
  })
  torch.addEventListener('click', () => void light(!isLit))
  part('retry', HTMLButtonElement).addEventListener('click', () => scanner.retry())
  return {
    setOpen(isOpen) {
      scanner.setScanning(isOpen)
      if (!isOpen && isLit) void light(false)
    },
  }
}

function showProblem(problem: CameraProblem | undefined): void {
  const box = part('camera-problem', HTMLElement)
  box.hidden = problem === undefined
  part('aim', HTMLElement).toggleAttribute('data-blind', problem !== undefined)
  for (const text of box.querySelectorAll<HTMLElement>('[data-problem]'))
    text.hidden = text.dataset['problem'] !== problem
}
