import type { FC } from 'hono/jsx'
import type { ScreenFacts } from '../screen-facts.ts'
import { Accepted } from './accepted.tsx'
import { Coming } from './coming.tsx'
import { ConfirmCancel, ConfirmUndo } from './confirm.tsx'
import { ChooseContext } from './context.tsx'
import { Home } from './home.tsx'
import { ChooseOperator } from './operator.tsx'
import { AskQuantity } from './quantity.tsx'
import { Review } from './review.tsx'
import { Scan } from './scan.tsx'

/** The one screen of a station, as its session is. */
export const Screen: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { place, latest, isChoosingOperator } = facts.session
  if (isChoosingOperator) return <ChooseOperator facts={facts} />
  switch (place.kind) {
    case 'choosing_operation':
      return <Home facts={facts} />
    case 'coming':
      return <Coming facts={facts} />
    case 'choosing_context':
      return <ChooseContext facts={facts} workflow={place.workflow} partner={place.partner} />
    case 'scanning':
      return <Scan facts={facts} work={place.work} />
    case 'asking_quantity':
      return <AskQuantity facts={facts} place={place} />
    case 'reviewing':
    case 'accepting':
      return <Review facts={facts} work={place.work} />
    case 'confirming_cancel':
      return <ConfirmCancel facts={facts} work={place.work} />
    case 'accepted':
      return latest === null ? <Home facts={facts} /> : <Accepted facts={facts} latest={latest} />
    case 'confirming_undo':
      return latest === null ? <Home facts={facts} /> : <ConfirmUndo facts={facts} latest={latest} />
  }
}
