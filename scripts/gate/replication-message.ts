const HEAD_BYTES = 5
const NEXT_OFFSET_TAG = 0x08

/**
 * The first frame that a replica asks for, out of its message: gRPC's five bytes, then a number of protobuf where it is
 * not zero. undefined: it cannot be read.
 */
export function readFirstFrame(message: Buffer): number | undefined {
  if (message.length < HEAD_BYTES) return undefined
  const body = message.subarray(HEAD_BYTES)
  if (body[0] !== NEXT_OFFSET_TAG) return 0
  let frame = 0
  for (const [index, byte] of body.subarray(1, 9).entries()) {
    frame += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return frame
  }
  return undefined
}
