import type { FC } from 'hono/jsx'
import type { ScreenFacts } from '../screen-facts.ts'
import { Accepted } from './accepted.tsx'
import { Coming } from './coming.tsx'
import { ConfirmCancel, ConfirmQuantity, ConfirmUndo } from './confirm.tsx'
import { ChooseContext } from './context.tsx'
import { ShowDocument } from './document.tsx'
import { DecideExcess } from './excess.tsx'
import { Help } from './help.tsx'
import { Home } from './home.tsx'
import { DiscardWork, LeftWork } from './left.tsx'
import { DecideOldBooks } from './old-books.tsx'
import { AskPack } from './pack.tsx'
import { ParkedList } from './parked.tsx'
import { AskPin } from './pin.tsx'
import { AskQuantity } from './quantity.tsx'
import { Refusals } from './refusals.tsx'
import { Review } from './review.tsx'
import { Scan } from './scan.tsx'
import { SearchItem } from './search-item.tsx'
import { NameSubstitute } from './substitute.tsx'
import { TellUs } from './tell.tsx'
import { ChooseTile } from './tiles.tsx'
import { UnknownCodeAsked } from './unknown-code.tsx'
import { AskWho } from './who.tsx'

/** The one screen of a station, as its session is. */
export const Screen: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { asking } = facts.session
  switch (asking?.kind) {
    case 'who':
      return <AskWho facts={facts} asking={asking} />
    case 'pin':
      return <AskPin facts={facts} asking={asking} />
    case 'help':
      return <Help facts={facts} />
    case 'telling':
      return <TellUs facts={facts} asking={asking} />
    case undefined:
      return <Here facts={facts} />
  }
}

/** Where the station is, when nothing is asked over it. */
const Here: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { place, latest } = facts.session
  switch (place.kind) {
    case 'choosing_operation':
      return <Home facts={facts} />
    case 'coming':
      return <Coming facts={facts} />
    case 'choosing_context':
      return <ChooseContext facts={facts} workflow={place.workflow} partner={place.partner} />
    case 'scanning':
      return <Scan facts={facts} work={place.work} />
    case 'choosing_tile':
      return <ChooseTile facts={facts} work={place.work} />
    case 'asking_quantity':
      return <AskQuantity facts={facts} place={place} />
    case 'confirming_quantity':
      return <ConfirmQuantity facts={facts} place={place} />
    case 'reviewing':
    case 'accepting':
      return <Review facts={facts} work={place.work} />
    case 'unknown_code':
      return <UnknownCodeAsked facts={facts} place={place} />
    case 'searching_item':
      return <SearchItem facts={facts} place={place} />
    case 'asking_pack':
      return <AskPack facts={facts} place={place} />
    case 'naming_substitute':
      return <NameSubstitute facts={facts} place={place} />
    case 'deciding_excess':
      return <DecideExcess facts={facts} place={place} />
    case 'deciding_old_books':
      return <DecideOldBooks facts={facts} work={place.work} />
    case 'confirming_cancel':
      return <ConfirmCancel facts={facts} work={place.work} />
    case 'left':
      return <LeftWork facts={facts} place={place} />
    case 'discarding':
      return <DiscardWork facts={facts} place={place} />
    case 'refusals':
      return <Refusals facts={facts} />
    case 'parked':
      return <ParkedList facts={facts} />
    case 'showing_document':
      return <ShowDocument facts={facts} />
    case 'accepted':
      return latest === null ? <Home facts={facts} /> : <Accepted facts={facts} latest={latest} />
    case 'confirming_undo':
      return latest === null ? <Home facts={facts} /> : <ConfirmUndo facts={facts} latest={latest} />
  }
}
