/** What a screen sent was done, and the disk would not keep it: it is to be sent again. The cause says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

export interface Saver {
  /** Whether all that was done is on the disk. */
  readonly isSaved: () => boolean
  /** Something is done that is not on the disk yet. */
  readonly begin: () => void
  /** Throws {@link NotSaved}. */
  readonly save: () => void
  /** The same for what a screen sent: it sends again until it is saved, and the log hears of it once. */
  readonly saveSent: () => void
}

export function createSaver(write: () => void, report: (error: unknown) => void): Saver {
  let isSaved = true
  let isReported = false
  const save = (): void => {
    isSaved = false
    try {
      write()
    } catch (error) {
      throw new NotSaved(error)
    }
    isSaved = true
    isReported = false
  }
  return {
    isSaved: () => isSaved,
    begin: () => void (isSaved = false),
    save,
    saveSent: () => {
      try {
        save()
      } catch (error) {
        if (!isReported) report(error)
        isReported = true
        throw error
      }
    },
  }
}
