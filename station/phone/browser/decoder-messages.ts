import type { DecodedCode } from './decoded-code.ts'

/** What a page asks of the decoder: where its parts are, then frame after frame. */
export type ToDecoder =
  | { readonly kind: 'open'; readonly module: string; readonly wasm: string }
  | { readonly kind: 'frame'; readonly image: ImageBitmap }

export type FromDecoder =
  | { readonly kind: 'ready' }
  | { readonly kind: 'codes'; readonly codes: readonly DecodedCode[] }
  | { readonly kind: 'failed' }
