import type { ReversalObstacle, ReversalPlan } from '../../core/book/plan-reversal.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable } from '../look/data-table.tsx'
import { placeName, useFormats } from '../look/figures.tsx'
import { DocumentLink, PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { moveColumns } from './move-columns.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { reverse: text } = words.adminDocuments

interface ReverseProps {
  readonly title: string
  readonly plan: ReversalPlan
  readonly filled: { readonly id: string; readonly reason: string; readonly problem?: string | undefined }
}

/** What a reversal will post, before anyone accepts it. */
export const ReversePage = ({ title, plan, filled }: ReverseProps) => (
  <>
    <PageHead title={title} />
    {plan.obstacle === undefined ? (
      <Confirm plan={plan} filled={filled} />
    ) : (
      <Cannot plan={plan} obstacle={plan.obstacle} />
    )}
  </>
)

const Confirm = ({ plan, filled }: Pick<ReverseProps, 'plan' | 'filled'>) => {
  const { head } = plan.document
  return (
    <>
      <p>{text.intro}</p>
      <p>
        <DocumentLink head={head} /> {words.book.events[head.event]}
      </p>
      <h2>{text.moves}</h2>
      <DataTable caption={text.moves} columns={moveColumns()} entries={plan.moves} />
      {plan.moves.some(({ isDifference }) => isDifference) && <p class="message">{text.differenceNote}</p>}
      <BookForm changes="outbox" action={links.reverse(head.id)} class="confirm">
        <input type="hidden" name="id" value={filled.id} />
        <label for="reason">{text.reason}</label>
        <p class="hint" id="reason-hint">
          {text.reasonHint}
        </p>
        <input
          id="reason"
          name="reason"
          value={filled.reason}
          required
          maxlength={200}
          autocomplete="off"
          aria-describedby={filled.problem === undefined ? 'reason-hint' : 'reason-hint reason-problem'}
          aria-invalid={filled.problem === undefined ? undefined : 'true'}
        />
        {filled.problem !== undefined && (
          <p class="problem" id="reason-problem">
            {filled.problem}
          </p>
        )}
        <p class="actions">
          <BookButton class="go">{text.accept}</BookButton>
          <a class="button" href={links.document(head.id)}>
            {text.cancel}
          </a>
        </p>
      </BookForm>
    </>
  )
}

const Cannot = ({ plan, obstacle }: { plan: ReversalPlan; obstacle: ReversalObstacle }) => {
  const { head, reversedBy } = plan.document
  return (
    <>
      <div class="message is-bad" role="alert">
        <h2>{text.cannot}</h2>
        <p>
          <ObstacleText obstacle={obstacle} />{' '}
          {reversedBy !== undefined && <DocumentLink head={reversedBy} />}
        </p>
      </div>
      <p>
        <a class="button" href={links.document(head.id)}>
          {head.number ?? head.reference}
        </a>
      </p>
    </>
  )
}

const ObstacleText = ({ obstacle }: { obstacle: ReversalObstacle }) => {
  const formats = useFormats()
  if (obstacle.kind !== 'not_there') return <>{text.obstacles[obstacle.kind]}</>
  const { item, quantity, to } = obstacle.move
  if (item === undefined) return <></>
  return (
    <>
      {text.notThere({
        item: item.name,
        asked: formats.quantity(quantity, item.unit),
        there: formats.quantity(obstacle.there, item.unit),
        place: placeName(to),
      })}
    </>
  )
}
