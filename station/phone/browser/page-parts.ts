/** An element that every page of ours has. Throws where it does not: a page of another version. */
export function part<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`)
  return found
}

/** What the page says about itself in a `data-` attribute of its body. */
export function told(name: string): string {
  return document.body.dataset[name] ?? ''
}
