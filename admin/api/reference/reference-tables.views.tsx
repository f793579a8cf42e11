import { words } from '../../../core/words/catalogue.ts'
import { DataTable, type Column } from '../../look/data-table.tsx'
import { API_ERRORS, type ApiErrorCode } from '../http/errors.ts'
import { mayPost, POSTABLE_EVENTS, type PostableEvent } from '../documents/event-authority.ts'

const { api: text, admin, refusals, book } = words
const { reference } = text

const EVENTS: readonly Column<PostableEvent>[] = [
  { label: reference.eventHead, kind: 'heading', cell: (event) => <code>{event}</code> },
  { label: reference.about, cell: (event) => book.events[event] },
  { label: reference.needs, cell: (event) => text.eventNeeds[event] },
  {
    label: reference.roles,
    cell: (event) =>
      mayPost('operator', event)
        ? [admin.roles.operator, admin.roles.manager, admin.roles.super_admin].join(', ')
        : [admin.roles.manager, admin.roles.super_admin].join(', '),
  },
]

/** What a document can be. */
export const EventsPart = () => (
  <section>
    <h2 id="events">{reference.events}</h2>
    <p>{reference.eventsText}</p>
    <DataTable caption={reference.events} columns={EVENTS} entries={POSTABLE_EVENTS} />
  </section>
)

interface KnownError {
  readonly code: string
  readonly status: number
  readonly meaning: string
}

const OURS: readonly KnownError[] = (Object.keys(API_ERRORS) as ApiErrorCode[]).map((code) => ({
  code,
  status: API_ERRORS[code].status,
  meaning: text.errors[code],
}))
const NOTHING = { item: refusals.someItem, asked: undefined, there: undefined, at: '' }
const OF_THE_BOOK: readonly KnownError[] = Object.entries(refusals.byCode).map(([code, { what }]) => ({
  code,
  status: 422,
  meaning: what(NOTHING),
}))

const ERRORS: readonly Column<KnownError>[] = [
  { label: reference.code, kind: 'heading', cell: ({ code }) => <code>{code}</code> },
  { label: reference.status, kind: 'figure', cell: ({ status }) => String(status) },
  { label: reference.meaning, cell: ({ meaning }) => meaning },
]

const SHAPE = JSON.stringify(
  { error: { code: 'not_found', message: text.errors.not_found, details: {}, request_id: '01a2…' } },
  null,
  2,
)

/** Every error there is, the API's own and the book's. */
export const ErrorsPart = () => (
  <section>
    <h2 id="errors">{reference.errors}</h2>
    <p>{reference.errorsText}</p>
    <pre>{SHAPE}</pre>
    <DataTable caption={reference.errors} columns={ERRORS} entries={OURS} />
    <p>{reference.fromBook}</p>
    <DataTable caption={reference.fromBook} columns={ERRORS} entries={OF_THE_BOOK} />
  </section>
)
