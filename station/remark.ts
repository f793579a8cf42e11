import type { StationNote } from '../core/stations/note.ts'
import { words } from '../core/words/catalogue.ts'
import { contextName } from './context-name.ts'
import { scanStateOf } from './session/answer-scan.ts'
import { shownLines } from './session/lines.ts'
import type { Notice } from './session/notices.ts'
import type { ReadyRemark } from './session/ready-remarks.ts'
import { workOf, type Session } from './session/session-state.ts'

type Remark = Extract<StationNote['content'], { kind: 'remark' }>

const SCREEN_MAX = 200
const CONTEXT_MAX = 500

/** What somebody tells, with the screen they were at, what they worked on, and what the screen said last. */
export function remarkOf(
  session: Session,
  { remark, typed }: { readonly remark: ReadyRemark | null; readonly typed: string },
): Remark {
  const { ready } = words.practice.tell
  const { states } = words.scanTable
  const text = [...(remark === null ? [] : [ready[remark]]), ...(typed === '' ? [] : [typed])].join(': ')
  return {
    kind: 'remark',
    text,
    screen: states[scanStateOf({ ...session, asking: null })].slice(0, SCREEN_MAX),
    context: contextOf(session).join(' · ').slice(0, CONTEXT_MAX),
  }
}

function contextOf(session: Session): string[] {
  const { tell } = words.practice
  const work = workOf(session)
  const said = session.asking?.kind === 'telling' ? lastWords(session, session.asking.last) : undefined
  const newest = work && shownLines(work)[0]?.name
  return [
    ...(work === undefined ? [] : [contextName(work.context)]),
    ...(newest === undefined ? [] : [tell.newestLine(newest)]),
    ...(said === undefined ? [] : [tell.lastScan(said)]),
  ]
}

/** What was scanned last, as the screen named it. Badges and PINs never come this far. */
function lastWords(session: Session, last: Notice | null): string | undefined {
  switch (last?.kind) {
    case 'scan_refused':
      return [last.name || last.text, words.kiosk.whyNot[last.why].why(last)].filter(Boolean).join(': ')
    case 'held':
    case 'left_out':
    case 'attached':
      return last.text
    case 'added':
    case 'changed':
      return workOf(session)?.lines.find(({ item }) => item === last.item)?.name
    case 'problem':
      return words.kiosk.problems[last.problem]
    default:
      return undefined
  }
}
