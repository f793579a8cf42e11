import type { Child } from 'hono/jsx'
import type {
  PlannedLine,
  SettlementPlan,
  SettlementProblem,
} from '../../core/book/settle/plan-settlement.ts'
import type { RefusalCase } from '../../core/book/settle/read-case.ts'
import { relinkableTo } from '../../core/book/settle/settle.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { accountName, Amount, Money, None, placeName, useFormats } from '../look/figures.tsx'
import { Field } from '../look/field.tsx'
import { Empty, Tabs } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import type { Action } from './actions.ts'
import { TARGET_FIELD, WHY_FIELD, WORDS_FIELD, type Decision, type Sent } from './decide.ts'
import { CorrectableLines } from './scanned-lines.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { settle: text, one } = words.adminRefusals

/** An open order or run that the lines could be put on. */
export interface TargetOption {
  readonly id: number
  readonly name: string
}

export interface SettleProps {
  readonly refusal: RefusalCase
  readonly actions: readonly Action[]
  readonly action: Action
  readonly decision?: Decision | undefined
  /** What the decision would post. */
  readonly plan: SettlementPlan | undefined
  readonly targets: readonly TargetOption[]
  readonly sent: Sent
  /** Of the document to be made: the same however often the form is sent. */
  readonly id: DocumentId
}

/** The ways to settle it, and the one that is chosen, with what it would post. */
export const Settle = (props: SettleProps) => {
  const { refusal, actions, action } = props
  return (
    <section id="settle" class="settle" aria-labelledby="settle-title">
      <h2 id="settle-title">{text.title}</h2>
      <Tabs
        label={text.label}
        tabs={actions.map((one) => ({
          href: `${links.refusal(refusal.entry.head.id, { action: one })}#settle`,
          name: nameOf(text.actions, one, refusal),
          isCurrent: one === action,
        }))}
      />
      <p>{nameOf(text, action, refusal)}</p>
      <ChosenForm {...props} />
      {props.plan !== undefined && action !== 'void' && <Preview {...props} plan={props.plan} />}
    </section>
  )
}

type Named = Readonly<Record<Exclude<Action, 'relink'> | 'relink_sales_order' | 'relink_run', string>>

function nameOf(names: Named, action: Action, { content }: RefusalCase): string {
  return names[action === 'relink' ? (`relink_${relinkableTo(content.event) ?? 'run'}` as const) : action]
}

const ChosenForm = (props: SettleProps) => {
  if (props.action === 'correct') return <CorrectForm {...props} />
  if (props.action === 'relink') return <RelinkForm {...props} />
  return props.action === 'void' ? <VoidForm {...props} /> : <></>
}

const problemsOf = (decision: Decision | undefined): ReadonlyMap<string, string> =>
  decision?.kind === 'wrong' ? decision.problems : new Map()

/** Sends what is typed to be shown; nothing is posted by it. */
const ShowForm = ({ refusal, action, decision, children }: SettleProps & { children: Child }) => {
  const problem = problemsOf(decision).get('')
  return (
    <form action={`${links.refusal(refusal.entry.head.id)}#settle`} class="settle-form">
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="show" value="yes" />
      {children}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="actions">
        <button>{text.show}</button>
      </p>
    </form>
  )
}

const CorrectForm = (props: SettleProps) => {
  const { refusal, sent, decision } = props
  const isUnpriced = refusal.entry.head.refusal?.code === 'E_NO_COST'
  return (
    <ShowForm {...props}>
      {isUnpriced && <p class="hint">{text.amountHint}</p>}
      <CorrectableLines refusal={refusal} sent={sent} problems={problemsOf(decision)} />
    </ShowForm>
  )
}

const RelinkForm = (props: SettleProps) => {
  const { refusal, targets, sent, decision } = props
  const kind = relinkableTo(refusal.content.event) ?? 'run'
  if (targets.length === 0) return <Empty>{text.noTarget[kind]}</Empty>
  return (
    <ShowForm {...props}>
      <Field id={TARGET_FIELD} label={text.target[kind]} problem={problemsOf(decision).get(TARGET_FIELD)}>
        {(described) => (
          <select name={TARGET_FIELD} required {...described}>
            <option value="">{text.choose}</option>
            {targets.map(({ id, name }) => (
              <option value={String(id)} selected={sent[TARGET_FIELD] === String(id)}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </ShowForm>
  )
}

/** What the person accepts, with the id that makes it one document however often it is sent. */
const AcceptForm = ({ refusal, action, id, children }: SettleProps & { children: Child }) => (
  <BookForm changes="outbox" action={links.refusal(refusal.entry.head.id)} class="settle-form">
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="action" value={action} />
    {children}
    <p class="actions">
      <BookButton class="go">{text.accept[action]}</BookButton>
    </p>
  </BookForm>
)

const VoidForm = (props: SettleProps) => {
  const { sent, decision } = props
  return (
    <AcceptForm {...props}>
      <Field id={WHY_FIELD} label={text.why}>
        {(described) => (
          <select name={WHY_FIELD} {...described}>
            <option value="">{text.choose}</option>
            {text.whyOptions.map((option) => (
              <option value={option} selected={sent[WHY_FIELD] === option}>
                {option}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        id={WORDS_FIELD}
        label={text.ownWords}
        hint={text.whyHint}
        problem={problemsOf(decision).get(WORDS_FIELD)}
      >
        {(described) => (
          <input
            name={WORDS_FIELD}
            value={sent[WORDS_FIELD] ?? ''}
            maxlength={200}
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
    </AcceptForm>
  )
}

const Preview = (props: SettleProps & { plan: SettlementPlan }) => {
  const { plan, sent } = props
  return (
    <>
      <h3>{text.preview}</h3>
      {plan.lines.length > 0 && <DataTable caption={text.preview} columns={COLUMNS} entries={plan.lines} />}
      <p class="hint">{text.dated}</p>
      {plan.problems.length > 0 && (
        <div class="message" role="alert">
          <h4>{text.problems.title}</h4>
          {plan.problems.map((problem) => (
            <p>
              <Problem problem={problem} />
            </p>
          ))}
          <p>{text.problems.detail}</p>
        </div>
      )}
      <AcceptForm {...props}>
        {Object.entries(sent)
          .filter(([name]) => !OWN_FIELDS.has(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
      </AcceptForm>
    </>
  )
}

/** What the form says itself. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['id', 'action', 'show'])

const Problem = ({ problem }: { problem: SettlementProblem }) => {
  const formats = useFormats()
  if (problem.kind !== 'not_there') return <>{text.problems[problem.kind](problem.name)}</>
  const { item, asked, there, place } = problem
  return (
    <>
      {text.problems.notThere({
        item: item.name,
        asked: formats.quantity(asked, item.unit),
        there: formats.quantity(there, item.unit),
        place: placeName(place),
      })}
    </>
  )
}

const COLUMNS: readonly Column<PlannedLine>[] = [
  {
    label: text.item,
    kind: 'heading',
    cell: ({ item, by }) => (
      <>
        {item?.name ?? <None />} {by !== undefined && <small class="reason">{by}</small>}
      </>
    ),
  },
  {
    label: text.moved,
    kind: 'figure',
    cell: ({ item, quantity }) =>
      item === undefined || quantity === 0 ? (
        <small>{text.valueOnly}</small>
      ) : (
        <Amount of={quantity} unit={item.unit} />
      ),
  },
  { label: text.from, cell: ({ from }) => (from === undefined ? one.notKnown : placeName(from.place)) },
  { label: text.to, cell: ({ to }) => (to === undefined ? one.notKnown : placeName(to.place)) },
  { label: text.debit, cell: ({ to }) => (to === undefined ? <None /> : accountName(to.account)) },
  { label: text.credit, cell: ({ from }) => (from === undefined ? <None /> : accountName(from.account)) },
  {
    label: text.value,
    kind: 'figure',
    cell: ({ amount }) =>
      amount === undefined ? <small>{text.valueLater}</small> : <Money amount={amount} />,
  },
]
