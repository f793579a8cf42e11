/** A name for one loading of a page, which nobody can guess. Pages that are not served over HTTPS have no randomUUID. */
export function newPageName(): string {
  const make = (): string =>
    [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
  return crypto.randomUUID?.() ?? make()
}
