import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Command } from '../../../core/barcodes/commands.ts'
import type { DrawnBarcode } from '../../../core/web/barcode-drawing.ts'
import { Barcode } from '../../../core/web/barcode.tsx'
import { words } from '../../../core/words/catalogue.ts'
import type { CardGroupName } from './card-groups.ts'

export interface CommandCard {
  readonly command: Command
  /** Strokes of its picture. */
  readonly strokes: string
  readonly drawn: DrawnBarcode
}

export interface DrawnGroup {
  readonly name: CardGroupName
  readonly cards: readonly CommandCard[]
}

/** Every card, under what it is for. */
export const CommandCards: FC<{ groups: readonly DrawnGroup[] }> = ({ groups }) => (
  <>
    {groups.map(({ name, cards }) => (
      <section class={`group is-${name}`} aria-labelledby={name}>
        <h2 id={name}>{words.cards.groups[name]}</h2>
        <ul>
          {cards.map((card) => (
            <Card {...card} />
          ))}
        </ul>
      </section>
    ))}
  </>
)

const Card: FC<CommandCard> = ({ command, strokes, drawn }) => {
  const { cards } = words
  return (
    <li class="card">
      <h3>
        <svg
          class="icon"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          {raw(strokes)}
        </svg>
        {cards.names[command]}
      </h3>
      <p>{cards.does[command]}</p>
      <Barcode drawn={drawn} label={cards.barcodeOf(cards.names[command])} />
    </li>
  )
}
