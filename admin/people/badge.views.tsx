import { words } from '../../core/words/catalogue.ts'
import type { PersonCard } from '../../core/people/read-people.ts'
import { Barcode } from '../../core/web/barcode.tsx'
import type { DrawnBarcode } from '../../core/web/barcode-drawing.ts'
import { PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'

const { adminPeople: text, admin } = words

/** A badge to be printed on A6 and cut out: shown in the answer to the form that made it, and never again. */
export const BadgePage = ({ card, barcode }: { card: PersonCard; barcode: DrawnBarcode }) => (
  <>
    <PageHead title={text.badges.printed(card.name)} />
    <p class="message">{text.badges.print}</p>
    <div class="badge">
      <p class="badge-name">{card.name}</p>
      <p class="badge-place">{card.branchName ?? admin.roles[card.role]}</p>
      <Barcode drawn={barcode} label={text.badges.barcode(card.name)} isBare />
      <p class="badge-product">{admin.product}</p>
    </div>
    <p class="hint">{text.badges.printHow}</p>
    <p class="actions">
      <a class="button" href={links.person(card.id)}>
        {text.badges.back}
      </a>
    </p>
  </>
)
