import type * as Zxing from 'zxing-wasm/reader'
import type { FromDecoder, ToDecoder } from './decoder-messages.ts'

/** Reads barcodes out of frames, beside the page's own thread, so that the screen stays quick. */

const OPTIONS: Zxing.ReaderOptions = {
  formats: [
    'EAN13',
    'EAN8',
    'UPCA',
    'UPCE',
    'Code128',
    'DataBar',
    'DataBarLtd',
    'DataBarExp',
    'DataMatrix',
    'QRCode',
    'ITF',
    'Code39',
  ],
  // As it is in the code: GS1's separators stay, nothing is put in brackets.
  textMode: 'Plain',
  // Light bars on dark goods are rare, and looking for them doubles the time of every frame.
  tryInvert: false,
  maxNumberOfSymbols: 16,
}

let zxing: typeof Zxing | undefined
let canvas: OffscreenCanvas | undefined

addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => {
  const answer = data.kind === 'open' ? open(data) : read(data.image)
  answer.then(tell, () => tell({ kind: 'failed' }))
})

async function open({ module, wasm }: ToDecoder & { kind: 'open' }): Promise<FromDecoder> {
  const loaded = (await import(module)) as typeof Zxing
  await loaded.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  zxing = loaded
  return { kind: 'ready' }
}

async function read(image: ImageBitmap): Promise<FromDecoder> {
  const { width, height } = image
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (zxing === undefined || context === null) throw new Error('the decoder is not ready')
  context.drawImage(image, 0, 0)
  image.close()
  const results = await zxing.readBarcodes(context.getImageData(0, 0, width, height), OPTIONS)
  const codes = results.map(({ symbology, symbologyIdentifier, text }) => ({
    symbology,
    symbologyIdentifier,
    text,
  }))
  return { kind: 'codes', codes }
}

function tell(answer: FromDecoder): void {
  postMessage(answer)
}
