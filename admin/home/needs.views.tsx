import type { Need, NeedDetail } from '../../core/needs/need.ts'
import { words } from '../../core/words/catalogue.ts'
import { useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { Empty } from '../look/pieces.tsx'
import { pageOfKind, pageOfTarget } from './need-links.ts'

interface NeedsProps {
  readonly needs: readonly Need[]
  /** Something is being counted for the first time, so that nothing found yet is not nothing. */
  readonly isCounting: boolean
  readonly now: number
}

/** Everything that waits for a person, the gravest first; calm when there is nothing. */
export const Needs = ({ needs, isCounting, now }: NeedsProps) => (
  <>
    {needs.length > 0 && (
      <ul class="needs">
        {needs.map((need) => (
          <NeedLine need={need} now={now} />
        ))}
      </ul>
    )}
    {isCounting && <Empty>{words.adminNeeds.counting}</Empty>}
    {needs.length === 0 && !isCounting && <Empty>{words.adminNeeds.nothing}</Empty>}
  </>
)

const NeedLine = ({ need: { kind, weight, title, oldestAt, details }, now }: { need: Need; now: number }) => {
  const formats = useFormats()
  const page = pageOfKind(kind)
  return (
    <li id={`need-${kind}`} class={`need is-${weight}`}>
      <Icon name={weight === 'bad' ? 'refused' : 'needs'} />
      <div>
        <strong>{page === undefined ? title : <a href={page}>{title}</a>}</strong>
        {details.map((detail) => (
          <Detail detail={detail} />
        ))}
      </div>
      {oldestAt !== undefined && (
        <span class="figure">{words.adminNeeds.oldest(formats.age(now - oldestAt))}</span>
      )}
    </li>
  )
}

const Detail = ({ detail: { subject, to, text } }: { detail: NeedDetail }) => {
  const page = to && pageOfTarget(to)
  return (
    <small>
      {page === undefined ? subject : <a href={page}>{subject}</a>} {text}
    </small>
  )
}
