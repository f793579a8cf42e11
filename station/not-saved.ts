/** What a screen sent was done, and the disk would not keep it: it is to be sent again. The cause says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
