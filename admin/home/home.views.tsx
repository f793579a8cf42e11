import type { ChecklistEntry } from '../../core/set-up/read-checklist.ts'
import { words } from '../../core/words/catalogue.ts'
import type { HostedStation } from '../deps.ts'
import { Icon } from '../look/icons.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { Checklist } from '../set-up/checklist.tsx'
import { Branches } from './branches.views.tsx'
import { Needs } from './needs.views.tsx'
import type { Home } from './read-home.ts'
import { VerifyMark, type Light } from './verify-mark.tsx'
import { WeeksCharts } from './weeks.views.tsx'

interface HomeProps {
  readonly home: Home
  readonly light: Light
  /** What is left of the first day. */
  readonly checklist: readonly ChecklistEntry[] | undefined
}

export const HomePage = ({ home, light, checklist }: HomeProps) => (
  <>
    <PageHead title={words.adminNeeds.title}>
      <VerifyMark light={light} />
    </PageHead>
    {checklist !== undefined && <Checklist entries={checklist} />}
    <Needs needs={home.needs} isCounting={home.isCounting} now={home.now} />
    <OpenScans stations={home.openScans} />
    <h2>{words.adminHome.branches.title}</h2>
    <Branches rows={home.branches} now={home.now} />
    {home.branches.length > 0 && <WeeksCharts weeks={home.weeks} />}
  </>
)

/** Where somebody is in the middle of something, so that nobody counts or closes beside them. */
const OpenScans = ({ stations }: { stations: readonly HostedStation[] }) => {
  const { openScans } = words.adminHome
  if (stations.length === 0) return <></>
  return (
    <section id="open-scans">
      <h2>{openScans.title}</h2>
      <ul class="needs">
        {stations.map(({ name, operator }) => (
          <li class="need">
            <Icon name="waiting" />
            <div>
              <a href={links.stations()}>{name}</a>{' '}
              {operator === undefined ? openScans.nobody : openScans.by(operator)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
