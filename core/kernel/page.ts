/** One page of a list that may be long: what to show, and where the next page begins, if there is one. */
export interface Page<Entry, Cursor> {
  readonly entries: readonly Entry[]
  readonly next: Cursor | undefined
}

/** Cuts a list that was read one entry too far into a page; the last entry shown is where the next page goes on. */
export function pageOf<Entry, Cursor>(
  read: readonly Entry[],
  limit: number,
  cursorOf: (last: Entry) => Cursor,
): Page<Entry, Cursor> {
  const entries = read.slice(0, limit)
  const last = entries.at(-1)
  return { entries, next: read.length > limit && last !== undefined ? cursorOf(last) : undefined }
}
