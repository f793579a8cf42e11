import type { DecodedCode } from './decoded-code.ts'
import type { FromDecoder, ToDecoder } from './decoder-messages.ts'

/** Where the parts of the decoder are served. */
export interface DecoderAddresses {
  readonly worker: string
  readonly module: string
  readonly wasm: string
}

export interface Decoder {
  /** The codes of one frame, which it takes over. Throws when the decoder is broken. */
  read(image: ImageBitmap): Promise<readonly DecodedCode[]>
  close(): void
}

/** Starts the decoder in a worker. Throws when it cannot be loaded. */
export async function openDecoder({ worker: script, module, wasm }: DecoderAddresses): Promise<Decoder> {
  const worker = new Worker(script, { type: 'module' })
  await ask(worker, { kind: 'open', module, wasm }, [])
  return {
    async read(image) {
      const answer = await ask(worker, { kind: 'frame', image }, [image])
      return answer.kind === 'codes' ? answer.codes : []
    },
    close: () => worker.terminate(),
  }
}

/** One question at a time: the next answer is its answer. */
function ask(worker: Worker, message: ToDecoder, moved: Transferable[]): Promise<FromDecoder> {
  return new Promise((resolve, reject) => {
    const settle = new AbortController()
    const { signal } = settle
    const fail = (): void => {
      settle.abort()
      reject(new Error('the decoder failed'))
    }
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<FromDecoder>) => {
        if (data.kind === 'failed') return fail()
        settle.abort()
        resolve(data)
      },
      { signal },
    )
    worker.addEventListener('error', fail, { signal })
    worker.postMessage(message, moved)
  })
}
