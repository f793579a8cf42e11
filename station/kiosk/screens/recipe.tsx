import type { FC } from 'hono/jsx'
import { quantity } from '../../../core/kernel/quantity.ts'
import type { RecipeLine } from '../../../core/runs/read-recipe.ts'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines, totalOf } from '../../session/lines.ts'
import type { Line, Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'
import { HeldRows, LineRow } from './line-row.tsx'
import { lotWords, shortWarningWords } from './line-words.ts'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit } from './quantities.ts'
import { TilesButton } from './tiles.tsx'

/** The recipe guides: what the run needs, has used with this work counted in, and what is left of it. */
export const RecipeList: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { recipe: text } = words.kiosk
  const lines = shownLines(work)
  const scanned = facts.recipe.filter(({ isBackflushed }) => !isBackflushed)
  const done = scanned.filter((of) => isDone(of, lineOf(lines, of))).length
  return (
    <PagedLines
      id={`recipe-${work.documentId}`}
      title={text.title}
      aside={<span>{text.done(facts.formats.count(done), facts.formats.count(scanned.length))}</span>}
      button={<TilesButton facts={facts} />}
    >
      <HeldRows facts={facts} work={work} />
      {lines.map((line, index) => {
        const of = facts.recipe.find(({ item }) => item.id === line.item)
        const isNewest = index === 0
        return of === undefined ? (
          <LineRow facts={facts} work={work} line={line} isNewest={isNewest} isNarrow />
        ) : (
          <IngredientRow facts={facts} work={work} of={of} line={line} isNewest={isNewest} />
        )
      })}
      {inOrder(facts.recipe, lines).map((of) => (
        <IngredientRow facts={facts} work={work} of={of} line={undefined} isNewest={false} />
      ))}
    </PagedLines>
  )
}

interface IngredientRowProps {
  readonly facts: ScreenFacts
  readonly work: Work
  readonly of: RecipeLine
  /** What this work has of it. */
  readonly line: Line | undefined
  readonly isNewest: boolean
}

/** Pressing it changes this work's quantity; what this work has none of can only be scanned. */
const IngredientRow: FC<IngredientRowProps> = ({ facts, work, of, line, isNewest }) => {
  const { recipe: text, scan } = words.kiosk
  const { formats } = facts
  const { unit, name } = of.item
  const used = of.used + (line === undefined ? 0 : totalOf(line))
  const left = Math.max(0, of.needed - used)
  const isTicked = isDone(of, line)
  const warnings = line === undefined ? [] : shortWarningWords(facts, work.workflow, line)
  const says = [
    ...(isTicked ? [text.ticked] : []),
    ...(line === undefined ? [] : [text.now(inUnit(facts, totalOf(line), unit))]),
    ...(of.isBackflushed && line === undefined ? [text.atBuild] : []),
    ...(isTicked || left === 0 ? [] : [text.left(inUnit(facts, left, unit))]),
    ...warnings,
    ...(line === undefined ? [] : lotWords(facts, line)),
  ]
  const counted = text.needed(formats.quantityNumber(quantity(used), unit), inUnit(facts, of.needed, unit))
  const row = (
    <>
      {warnings.length > 0 ? <Icon name="look" /> : isTicked && <Icon name="check" />}
      <span class="n">{name}</span>
      <span class="q">{counted}</span>
      {says.length > 0 && <small class="says">{says.join(' · ')}</small>}
    </>
  )
  const tone = warnings.length > 0 ? 'warn' : isTicked ? 'done' : isNewest ? 'now' : undefined
  return (
    <li class={tone}>
      {line === undefined ? (
        <p class="row of">{row}</p>
      ) : (
        <Press
          does={{ type: 'change_line', item: line.item }}
          kind="row of"
          label={scan.changeLine(name, [counted, ...says].join(', '))}
        >
          {row}
        </Press>
      )}
    </li>
  )
}

function isDone(of: RecipeLine, line: Line | undefined): boolean {
  return of.used + (line === undefined ? 0 : totalOf(line)) >= of.needed
}

function lineOf(lines: readonly Line[], { item }: RecipeLine): Line | undefined {
  return lines.find((line) => line.item === item.id)
}

/** What this work has not touched: what is still needed, then what the build takes by itself, then what is done. */
function inOrder(recipe: readonly RecipeLine[], lines: readonly Line[]): RecipeLine[] {
  const rank = (of: RecipeLine): number => (isDone(of, undefined) ? 2 : of.isBackflushed ? 1 : 0)
  return recipe
    .filter((of) => lineOf(lines, of) === undefined)
    .toSorted((one, other) => rank(one) - rank(other))
}
