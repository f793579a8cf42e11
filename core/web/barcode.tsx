import { raw } from 'hono/html'
import type { DrawnBarcode } from './barcode-drawing.ts'

/**
 * A barcode in a page, in black on white whatever the page's colours are: `label` says what it opens or does, for those
 * who do not see it. Under it stands its text, so that it can be typed, unless `isBare`.
 */
export const Barcode = ({
  drawn,
  label,
  isBare = false,
}: {
  drawn: DrawnBarcode
  label: string
  isBare?: boolean
}) => (
  <figure class={`barcode is-${drawn.kind}`} aria-label={label}>
    <div>{raw(drawn.svg)}</div>
    {!isBare && <figcaption>{drawn.text}</figcaption>}
  </figure>
)
