/** The addresses of the printed barcodes; `base` is what they share with a station's other pages, or empty. */
export function cardPaths(base: string) {
  return {
    commands: `${base}/cards`,
    items: `${base}/cards/items`,
    assets: `${base}/cards/assets`,
  } as const
}
export type CardPaths = ReturnType<typeof cardPaths>
