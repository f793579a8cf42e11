import type { Child } from 'hono/jsx'
import type { DocumentHead } from '../../core/book/document-head.ts'
import type { RefusalCase } from '../../core/book/settle/read-case.ts'
import { words } from '../../core/words/catalogue.ts'
import { Moment, None, useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { DocumentLink, Facts, PageHead, StateMark, stateOf } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import type { Reasons } from './reasons.ts'
import { RefusalTable, type ListedRefusal } from './refusals.views.tsx'
import { ScannedLines } from './scanned-lines.tsx'
import { Settle, type SettleProps } from './settle.views.tsx'

const { one: text } = words.adminRefusals

interface RefusalProps {
  readonly refusal: RefusalCase
  readonly reasons: Reasons
  readonly ageMs: number
  readonly waiting: readonly ListedRefusal[]
  readonly isOwn: boolean
  /** Somebody settled it before this person's answer came. */
  readonly isLate: boolean
  readonly settling: SettleProps
}

/** One refusal: why, what was scanned, what the book says now, and how it can be settled. */
export const RefusalPage = (props: RefusalProps) => {
  const { refusal, reasons, waiting, settling } = props
  const { entry } = refusal
  const isOpen = entry.settledBy === undefined
  const isApproval = entry.head.refusal?.code === 'E_APPROVAL'
  // The form of a correction shows the same lines with their fields.
  const isCorrected = isOpen && settling.action === 'correct'
  return (
    <>
      <PageHead title={entry.head.reference}>
        {isApproval && isOpen ? <WaitsForApproval /> : <StateMark state={stateOf(entry.head)} />}
      </PageHead>
      {isOpen ? <Obstacles {...props} /> : <Settled {...props} />}
      <div class={isApproval ? 'message' : 'message is-bad'}>
        <h2>{text.why}</h2>
        {reasons.of(entry).map((reason) => (
          <p>{reason}</p>
        ))}
      </div>
      <RefusalFacts refusal={refusal} ageMs={props.ageMs} />
      {!isCorrected && (
        <>
          <h2>{text.scanned}</h2>
          <ScannedLines refusal={refusal} />
        </>
      )}
      {isOpen && <Settle {...settling} />}
      {waiting.length > 0 && <Waiting waiting={waiting} isOpen={isOpen} />}
    </>
  )
}

/** Nothing is wrong with it: somebody is asked. */
const WaitsForApproval = () => (
  <span class="state is-waiting">
    <Icon name="waiting" />
    {words.adminRefusals.waitsForApproval}
  </span>
)

/** What a person has to know before they look at the rest. */
const Obstacles = ({ refusal, reasons, isOwn }: RefusalProps) => {
  const { tries, awaited } = refusal
  return (
    <>
      {tries.length > 0 && (
        <Message title={text.tries}>
          <Tries tries={tries} reasons={reasons} />
          <p>
            {text.triesNote} {text.stillOpen}
          </p>
        </Message>
      )}
      {isOwn && (
        <Message title={text.own}>
          <p>{text.ownDetail}</p>
        </Message>
      )}
      {awaited.state !== 'free' && (
        <Message title={awaited.state === 'open' ? text.awaitsOpen : text.awaitsGone}>
          <p>
            <a href={links.refusal(awaited.head.id)}>{awaited.head.reference}</a>{' '}
            {awaited.state === 'open' ? text.awaitsOpenDetail : text.awaitsGoneDetail}
          </p>
        </Message>
      )}
    </>
  )
}

const Settled = ({ refusal, reasons, isLate }: RefusalProps) => {
  const { settledBy } = refusal.entry
  if (settledBy === undefined) return <></>
  return (
    <>
      {isLate && (
        <Message title={text.settledBefore} isBad>
          <p>{text.settledBeforeDetail}</p>
        </Message>
      )}
      <div class="message is-ok">
        <p>
          <DocumentLink head={settledBy} />{' '}
          {text.settledBy(words.book.events[settledBy.event], settledBy.acceptedBy ?? text.notKnown)}{' '}
          {settledBy.event === 'void' ? text.wasVoided : text.wasPosted}
        </p>
      </div>
      {refusal.tries.length > 0 && (
        <Message title={text.tries}>
          <Tries tries={refusal.tries} reasons={reasons} />
          <p>{text.triesNote}</p>
        </Message>
      )}
    </>
  )
}

const Message = ({ title, isBad, children }: { title: string; isBad?: boolean; children: Child }) => (
  <div class={isBad === true ? 'message is-bad' : 'message'} role="alert">
    <h2>{title}</h2>
    {children}
  </div>
)

const Tries = ({ tries, reasons }: { tries: readonly DocumentHead[]; reasons: Reasons }) => {
  const formats = useFormats()
  return (
    <ul class="tries">
      {tries.map((head) => (
        <li>
          {text.tryWas({
            reference: head.reference,
            by: head.acceptedBy ?? text.notKnown,
            at: formats.dateTime(head.acceptedAt, head.zone),
          })}{' '}
          {reasons.ofBook(head).join(' ')}
        </li>
      ))}
    </ul>
  )
}

const RefusalFacts = ({ refusal, ageMs }: Pick<RefusalProps, 'refusal' | 'ageMs'>) => {
  const { head, salesOrder, run, settledBy } = refusal.entry
  const { reason, paper } = refusal.content
  return (
    <Facts
      facts={[
        [text.event, words.book.events[head.event]],
        salesOrder && [text.salesOrder, <a href={links.order(salesOrder.id)}>{salesOrder.number}</a>],
        run && [text.run, <a href={links.run(run.id)}>{run.serial}</a>],
        [text.by, head.acceptedBy ?? <None />],
        [text.where, head.writer],
        [text.acceptedAt, <Moment at={head.acceptedAt} zone={head.zone} />],
        [text.refusedAt, <Moment at={head.postedAt} zone={head.zone} />],
        settledBy === undefined ? [text.age, useFormats().age(ageMs)] : undefined,
        reason === undefined ? undefined : [text.reason, reason],
        paper === undefined ? undefined : [text.paper, paper],
        [text.document, <a href={links.document(head.id)}>{head.reference}</a>],
      ]}
    />
  )
}

/** What was refused because this one was: next, in their order. */
const Waiting = ({ waiting, isOpen }: { waiting: readonly ListedRefusal[]; isOpen: boolean }) => (
  <>
    <h2>{text.waiting}</h2>
    <p class="hint">{isOpen ? text.waitingFirst : text.waitingNext}</p>
    <RefusalTable caption={text.waiting} state={isOpen ? 'open' : 'next'} refusals={waiting} />
  </>
)
