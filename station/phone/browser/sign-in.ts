import { openCameraView, type CameraView } from './camera-page.ts'
import { part, told } from './page-parts.ts'

/** The sign-in page's program: a badge in front of the camera signs in as a PIN does. */
const form = part('badge', HTMLFormElement)
let camera: CameraView | undefined

part('badge-open', HTMLButtonElement).addEventListener('click', () => show(true))
part('badge-close', HTMLButtonElement).addEventListener('click', () => show(false))
// Without a camera the page is whole all the same; with a program it offers one.
part('badge-open', HTMLButtonElement).hidden = false

function show(isOpen: boolean): void {
  document.body.dataset['view'] = isOpen ? 'camera' : 'list'
  // Only now: nobody is asked for the camera who means to type.
  if (isOpen) camera ??= openCameraView(send)
  camera?.setOpen(isOpen)
}

function send(text: string): void {
  // One try for what is in view; the answer is a page.
  camera?.setOpen(false)
  part('badge-text', HTMLInputElement).value = text
  form.action = told('badge')
  form.submit()
}
