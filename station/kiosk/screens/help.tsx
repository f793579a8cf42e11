import type { FC } from 'hono/jsx'
import { COMMANDS } from '../../../core/barcodes/commands.ts'
import { words } from '../../../core/words/catalogue.ts'
import { effectHere } from '../../session/answer-scan.ts'
import { cardKind, SCAN_KINDS, type ScanKind } from '../../session/scan-kinds.ts'
import { workOf } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { PagedLines } from './paged.tsx'
import { PracticePress } from './practice.tsx'
import { Press } from './press.tsx'
import { TellPress } from './tell.tsx'

/** What the scan table takes at this moment: it cannot say anything else than what happens. */
export const Help: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { help } = words.kiosk
  const things = SCAN_KINDS.filter((kind) => isTaken(facts, kind)).flatMap(thingWords)
  const cards = cardsHere(facts)
  const said = things.length === 0 && cards.length === 0 ? help.nothing : [...things, ...cards].join(', ')
  const work = workOf(facts.session)
  const context = work && contextWords(facts, work.context)
  return (
    <Frame
      facts={facts}
      title={help.open}
      {...(context === undefined ? {} : { context })}
      say={`${help.title}: ${said}`}
    >
      <main class="review help">
        <PagedLines id="help" title={help.title}>
          {things.map((thing) => (
            <li>
              <p class="row">
                <Icon name="scan" />
                <span class="n">{thing}</span>
              </p>
            </li>
          ))}
        </PagedLines>
        <section class="cards">
          <h2>{help.cards}</h2>
          {cards.map((card) => (
            <b>{card}</b>
          ))}
        </section>
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'back' }} kind="go">
            {help.back}
          </Press>
        }
      >
        {facts.practice?.isInside === true && <PracticePress facts={facts} />}
        <TellPress />
      </Foot>
    </Frame>
  )
}

/** What is refused here is no help; nor is what has no words of its own. */
function isTaken(facts: ScreenFacts, kind: ScanKind): boolean {
  return !('refuse' in effectHere({ ...facts.session, asking: null }, { kind }))
}

function thingWords(kind: ScanKind): string[] {
  const things: Readonly<Record<string, string>> = words.kiosk.help.things
  const text = things[kind] ?? ''
  return text === '' ? [] : [text]
}

/** The ten digits are one word. */
function cardsHere(facts: ScreenFacts): string[] {
  const { cardNames, digits } = words.kiosk.help
  const here = COMMANDS.filter((command) => isTaken(facts, cardKind(command)))
  const names = here.map((command) => (command.startsWith('digit_') ? digits : cardNames[command]))
  return [...new Set(names)]
}
