import type { DocumentHead } from '../../core/book/document-head.ts'
import type { MoveLine } from '../../core/book/move-line.ts'
import type { AskedLine, Document, DocumentApproval } from '../../core/book/read-document.ts'
import type { OutboxDocument } from '../../core/outbox/outbox.ts'
import type { DrawnBarcode } from '../../core/web/barcode-drawing.ts'
import { Barcode } from '../../core/web/barcode.tsx'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Moment, None, placeName } from '../look/figures.tsx'
import { AcceptedAt, DocumentLink, Empty, Facts, PageHead, StateMark, stateOf } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { moveColumns } from './move-columns.tsx'

const { document: text } = words.adminDocuments

interface DocumentProps {
  readonly document: Document
  readonly reason: string | undefined
  /** Shows the document at a station. */
  readonly drawn: DrawnBarcode
}

/** One business paper with everything the book knows of it. */
export const DocumentPage = ({ document, reason, drawn }: DocumentProps) => {
  const { head } = document
  const isReversible = head.state === 'posted' && head.event !== 'reversal' && head.event !== 'void'
  return (
    <>
      <PageHead title={head.number ?? head.reference}>
        <StateMark state={stateOf(head)} />
        {isReversible && !head.isReversed && (
          <a class="button" href={links.reverse(head.id)}>
            {text.reverse}
          </a>
        )}
        {head.state === 'refused' && !head.isSettled && document.settles === undefined && (
          <a class="button" href={links.refusal(head.id)}>
            {text.settle}
          </a>
        )}
        <Barcode drawn={drawn} label={words.cards.opens(head.number ?? head.reference)} isBare />
      </PageHead>
      {reason !== undefined && (
        <div class="message is-bad">
          <h2>{text.whyRefused}</h2>
          <p>
            {reason} {!head.isSettled && text.whatNow}
          </p>
        </div>
      )}
      <DocumentFacts document={document} />
      {head.state === 'refused' && document.asked.length > 0 ? (
        <Asked lines={document.asked} />
      ) : (
        <Moves moves={document.moves} head={head} />
      )}
      <Proof document={document} />
    </>
  )
}

const DocumentFacts = ({ document }: { document: Document }) => {
  const { head } = document
  const { salesOrder, run } = document
  const related = ['answers', 'reverses', 'reversedBy', 'settles', 'settledBy'] as const
  return (
    <>
      <Facts
        facts={[
          [text.event, words.book.events[head.event]],
          head.number === undefined ? undefined : [text.reference, head.reference],
          [text.by, head.acceptedBy ?? <None />],
          [text.where, head.writer],
          [text.acceptedAt, <AcceptedAt head={head} />],
          [
            head.state === 'posted' ? text.postedAt : text.refusedAt,
            <Moment at={head.postedAt} zone={head.zone} />,
          ],
          head.postingDate === undefined ? undefined : [text.postingDate, <Day day={head.postingDate} />],
          salesOrder && [text.salesOrder, <a href={links.order(salesOrder.id)}>{salesOrder.number}</a>],
          run && [text.run, <a href={links.run(run.id)}>{run.serial}</a>],
          document.transfer === undefined ? undefined : [text.transfer, document.transfer],
          ...related.map((relation) => {
            const other = document[relation]
            const isTry = relation === 'settles' && head.state === 'refused'
            const label = isTry ? text.triedToSettle : text[relation]
            return other && ([label, <DocumentLink head={other} />] as const)
          }),
          document.approval && approvalFact(document.approval),
          document.reason === undefined ? undefined : [text.reason, document.reason],
          document.paper === undefined ? undefined : [text.paper, document.paper],
        ]}
      />
      {head.isClockDoubtful && <p class="message">{text.doubtfulClock}</p>}
    </>
  )
}

/** Why a manager's word was needed, and who gave it. */
function approvalFact({ for: reasons, by }: DocumentApproval): readonly [string, string] {
  const why = reasons.map((reason) => words.adminNeeds.approval.because[reason]).join(' ')
  if (by === undefined) return [text.sentForApproval, why]
  return [text.allowedBy, text.allowed(by ?? text.notShown, why)]
}

const Moves = ({ moves, head }: { moves: readonly MoveLine[]; head: DocumentHead }) => (
  <>
    <h2>{text.moves}</h2>
    {moves.length === 0 ? (
      <Empty>{text.noMoves}</Empty>
    ) : (
      <DataTable caption={text.moves} columns={moveColumns(head.total)} entries={moves} />
    )}
  </>
)

const Asked = ({ lines }: { lines: readonly AskedLine[] }) => (
  <>
    <h2>{text.asked}</h2>
    <DataTable caption={text.asked} columns={ASKED_COLUMNS} entries={lines} />
  </>
)

const ASKED_COLUMNS: readonly Column<AskedLine>[] = [
  { label: text.item, kind: 'heading', cell: ({ item }) => item?.name ?? <None /> },
  {
    label: text.quantity,
    kind: 'figure',
    cell: ({ item, quantity }) => (item === undefined ? <None /> : <Amount of={quantity} unit={item.unit} />),
  },
  { label: text.from, cell: ({ from }) => (from === undefined ? text.notShown : placeName(from)) },
  { label: text.to, cell: ({ to }) => (to === undefined ? text.notShown : placeName(to)) },
]

/** What makes a missing, changed or inserted document show. */
const Proof = ({ document }: { document: Document }) => (
  <details class="proof">
    <summary>{text.chain}</summary>
    <Facts
      facts={[
        [text.hash, <code>{document.hash}</code>],
        [
          text.previousHash,
          document.previousHash === '' ? text.firstOfWriter : <code>{document.previousHash}</code>,
        ],
      ]}
    />
  </details>
)

/** Accepted by this process and not yet in the book; looks again by itself. */
export const WaitingPage = ({ title, waiting }: { title: string; waiting: OutboxDocument }) => (
  <div
    {...{
      'hx-get': links.document(waiting.document.content.id as DocumentHead['id']),
      'hx-trigger': 'every 1s',
      'hx-target': '#main',
      'hx-swap': 'innerHTML',
    }}
  >
    <PageHead title={title}>
      <StateMark state="waiting" />
    </PageHead>
    <output>{text.waiting}</output>
  </div>
)
