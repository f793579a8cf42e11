import { readFileSync } from 'node:fs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { projectFile } from '../kernel/project-root.ts'

/** What an independent reader finds in a picture of a barcode. */
export interface PictureScan {
  /** The text with its AIM symbology identifier in front, as a well configured scanner sends it. */
  readonly sent: string
  /** A GS1 message as it is printed under its barcode: "(01)…(10)…". */
  readonly printed: string
}

let isPrepared = false

/** Reads the one barcode in a PNG. Throws when there is none, or more than one. */
export async function readPicture(png: Uint8Array): Promise<PictureScan> {
  if (!isPrepared) {
    const path = projectFile('node_modules', 'zxing-wasm', 'dist', 'reader', 'zxing_reader.wasm')
    const wasmBinary = Uint8Array.from(readFileSync(path)).buffer
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
    isPrepared = true
  }
  const [plain, ...others] = await readBarcodes(png, { textMode: 'Plain' })
  const [printed] = await readBarcodes(png, { textMode: 'HRI' })
  if (plain === undefined || printed === undefined || others.length > 0) {
    throw new Error(`${plain === undefined ? 'no' : 1 + others.length} barcodes in the picture`)
  }
  return { sent: plain.symbologyIdentifier + plain.text, printed: printed.text }
}
