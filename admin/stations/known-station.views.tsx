import type { Child } from 'hono/jsx'
import type { MissingNumbers } from '../../core/stations/read-incarnations.ts'
import { words } from '../../core/words/catalogue.ts'
import { clockWords, rangeWords, roomWords } from '../../core/words/station-words.ts'
import { useFormats } from '../look/figures.tsx'
import { Facts } from '../look/pieces.tsx'
import type { KnownStation, ProgramMark } from './known-station.ts'

const { stationContacts: text } = words

interface KnownProps {
  readonly known: KnownStation
  readonly release: string
  readonly now: number
  /** What else is said of it, first. */
  readonly first?: readonly (readonly [label: string, fact: Child] | undefined)[]
}

/** What is known of a station, each fact with its name, and with a mark where somebody should act. */
export const KnownFacts = ({ known, release, now, first = [] }: KnownProps) => (
  <Facts
    facts={[
      ...first,
      [text.lastContact, <LastContact known={known} now={now} />],
      [text.waiting, <Waiting known={known} />],
      known.missing === undefined
        ? undefined
        : [text.missing, <Missing missing={known.missing} where={text.waitingThere} />],
      known.program && [text.program, <Program program={known.program} release={release} />],
      known.clock && [text.clockLabel, <Clock clock={known.clock} />],
      known.replica && [text.replica, <Replica replica={known.replica} />],
      known.disk && [text.disk.label, <Disk disk={known.disk} />],
    ]}
  />
)

/** Something that is not as it should be, said in words and in colour. */
const Mark = ({ children }: { children: Child }) => <strong class="mark">{children}</strong>

const LastContact = ({ known: { lastContact }, now }: Pick<KnownProps, 'known' | 'now'>) => {
  const formats = useFormats()
  if (lastContact === 'here') return <>{text.here}</>
  if (lastContact === undefined) return <>{text.never}</>
  return (
    <time class="figure" datetime={new Date(lastContact).toISOString()}>
      {text.ago(formats.age(now - lastContact))}
    </time>
  )
}

const Waiting = ({ known: { waiting } }: Pick<KnownProps, 'known'>) => {
  const formats = useFormats()
  if (waiting === undefined) return <>{text.unknownWaiting}</>
  if (waiting.documents === 0) return <>{text.none}</>
  return (
    <>
      {text.documents(formats.count(waiting.documents))}
      {waiting.oldestForMs !== undefined && <>, {text.oldest(formats.age(waiting.oldestForMs))}</>}
    </>
  )
}

/** The numbers, and where they are. */
export const Missing = ({ missing, where }: { missing: MissingNumbers; where: string }) => (
  <>
    <span class="figure">{rangeWords(missing)}</span>, {where}
  </>
)

const Program = ({
  program,
  release,
}: {
  program: NonNullable<KnownStation['program']>
  release: string
}) => {
  if (program === 'same') return <>{release}</>
  const mark = markWords(program.mark, release)
  return (
    <>
      {text.release(program.release, program.host)}
      {mark !== undefined && <Mark>{mark}</Mark>}
    </>
  )
}

function markWords(mark: ProgramMark, release: string): string | undefined {
  switch (mark) {
    case 'same':
      return undefined
    case 'other_release':
      return text.otherRelease(release)
    case 'older_schema':
      return text.olderSchema
    case 'newer_schema':
      return text.newerSchema
  }
}

const Clock = ({ clock }: { clock: NonNullable<KnownStation['clock']> }) => {
  const formats = useFormats()
  if (clock === 'own') return <>{text.clock.own}</>
  return (
    <>
      {clockWords(clock, formats)}
      {clock.isOff && <Mark>{text.clock.off}</Mark>}
    </>
  )
}

const Replica = ({ replica }: { replica: NonNullable<KnownStation['replica']> }) => {
  const formats = useFormats()
  return <>{replica === 'book' ? text.readsBook : text.replicaAge(formats.age(replica.ageMs))}</>
}

const Disk = ({ disk }: { disk: NonNullable<KnownStation['disk']> }) => {
  const formats = useFormats()
  return (
    <>
      {roomWords(disk.freeBytes, formats)}
      {disk.isLittle && <Mark>{text.disk.little}</Mark>}
    </>
  )
}
