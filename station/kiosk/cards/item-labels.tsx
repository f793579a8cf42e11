import type { FC } from 'hono/jsx'
import type { DrawnBarcode } from '../../../core/web/barcode-drawing.ts'
import { Barcode } from '../../../core/web/barcode.tsx'
import { words } from '../../../core/words/catalogue.ts'

export interface ItemLabel {
  readonly name: string
  /** The item's own code, as the books call it. */
  readonly code: string
  readonly drawn: DrawnBarcode
}

/** The items of a station's tiles, each with the internal code that stands for it. */
export const ItemLabels: FC<{ labels: readonly ItemLabel[] }> = ({ labels }) =>
  labels.length === 0 ? (
    <p class="empty">{words.cards.items.empty}</p>
  ) : (
    <section class="group is-items">
      <ul>
        {labels.map(({ name, code, drawn }) => (
          <li class="card">
            <h2>{name}</h2>
            <p>{code}</p>
            <Barcode drawn={drawn} label={words.cards.barcodeOf(name)} />
          </li>
        ))}
      </ul>
    </section>
  )
