import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { useFormats } from '../look/figures.tsx'
import { useStanding, type Standing } from './standing.tsx'

const { banner: text } = words.adminCopy

/** Above every page whose books are not what central has: as of when they are, and what cannot be done. */
export const CopyBanner = ({ address }: { address: string }) => {
  const standing = useStanding()
  if (standing === undefined || standing.state.kind === 'fresh') return <></>
  const { kind } = standing.state
  return (
    <output class={`copy-banner is-${kind}`}>
      <Icon name={kind === 'behind' ? 'waiting' : 'needs'} />
      <span>
        <BannerWords standing={standing} /> {kind === 'behind' && <a href={address}>{text.lookAgain}</a>}
      </span>
    </output>
  )
}

const BannerWords = ({ standing: { state, isDesk, now, zone } }: { standing: Standing }) => {
  const formats = useFormats()
  if (state.kind === 'fresh') return <></>
  const { asOf } = state
  const told = asOf === undefined ? undefined : formats.moment(asOf, now, zone)
  switch (state.kind) {
    case 'behind':
      return <>{asOf === undefined ? text.behindAlways : text.behind(formats.timeExact(asOf, zone))}</>
    case 'late':
      return <>{told === undefined ? text.lateAlways : text.late(told)}</>
    case 'away':
      return (
        <>
          <strong>{told === undefined ? text.awayAlways : text.away(told)}</strong> {isDesk && text.awayDesk}
        </>
      )
    case 'shut':
      return (
        <>
          <strong>{words.firstDownload.troubles[state.trouble]}</strong>{' '}
          {told === undefined ? text.shutAlways : text.shut(told)} {isDesk && text.shutDesk}
        </>
      )
  }
}

/** On the sign-in: how old the list of people is that a password is held against. */
export const PeopleAsOf = () => {
  const standing = useStanding()
  const formats = useFormats()
  if (standing === undefined || standing.state.kind === 'fresh') return <></>
  const { signIn } = words.adminCopy
  const { asOf, kind } = standing.state
  const say = kind === 'away' ? signIn.away : signIn.late
  return (
    <p class="people-as-of">
      <Icon name="waiting" />
      <span>
        {asOf === undefined ? signIn.always : say(formats.moment(asOf, standing.now, standing.zone))}
      </span>
    </p>
  )
}
