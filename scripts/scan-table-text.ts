import { words } from '../core/words/catalogue.ts'
import { CARD_KINDS, SCAN_KINDS, type CardKind, type ScanKind } from '../station/session/scan-kinds.ts'
import type { ScanEffect } from '../station/session/scan-effects.ts'
import { rowOfScan, SCAN_STATES, type ScanRow, type ScanState } from '../station/session/scan-table.ts'
import { WORKFLOW_NAMES, type WorkflowName } from '../core/stations/workflow-names.ts'

/** How wide the printed table is, in characters. */
const WIDTH = 100
const INDENT = '    '

/** What a scan does at one place, and which scans do it, in words. */
interface Meaning {
  readonly does: string
  readonly scans: readonly string[]
}

/** The scan table for a terminal: a paragraph a place of the screen, its effects, and the scans that have them. */
export function scanTableAsText(): string {
  const { title, lead } = words.scanTable
  const paragraphs = SCAN_STATES.map((state) =>
    [
      words.scanTable.states[state].toUpperCase(),
      ...meaningsOf(state).flatMap(({ does, scans }) => [
        ...wrapped(does, '  '),
        ...wrapped(scans.join('; '), `  ${INDENT}`),
      ]),
    ].join('\n'),
  )
  return `${[title, lead, ...paragraphs].join('\n\n')}\n`
}

/** The same as Markdown: a heading and a table a place. */
export function scanTableAsMarkdown(): string {
  const { title, lead, scan, does: head } = words.scanTable
  const sections = SCAN_STATES.map((state) =>
    [
      `## ${words.scanTable.states[state]}\n`,
      `| ${scan} | ${head} |`,
      '| --- | --- |',
      ...meaningsOf(state).map(({ does, scans }) => `| ${scans.join('; ')} | ${does} |`),
    ].join('\n'),
  )
  return `${[`# ${title}`, lead, ...sections].join('\n\n')}\n`
}

/** One scan at one place: the row of the table that decides, in the workflows in which it does. */
interface Decided {
  readonly scan: ScanKind
  readonly row: ScanRow
  readonly workflows: readonly WorkflowName[]
}

/** What can be said of a place: each effect once. */
function meaningsOf(state: ScanState): Meaning[] {
  const byEffect = new Map<string, Decided[]>()
  for (const decided of SCAN_KINDS.flatMap((scan) => decidedAt(state, scan))) {
    const key = JSON.stringify(decided.row.effect)
    byEffect.set(key, [...(byEffect.get(key) ?? []), decided])
  }
  return [...byEffect.values()]
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map((decided) => ({ does: wordsOfEffect(decided[0]?.row.effect), scans: namesOf(decided) }))
}

/** What is taken first, what is refused then, and all the rest last. */
function rankOf(decided: readonly Decided[]): number {
  if (decided.some(isRest)) return 2
  return decided.some(({ row }) => 'refuse' in row.effect) ? 1 : 0
}

const isRest = ({ row }: Decided): boolean => row.scan === 'any'
const isAnyCard = ({ row }: Decided): boolean => row.scan === CARD_KINDS

function decidedAt(state: ScanState, scan: ScanKind): Decided[] {
  const rows = new Map<ScanRow, WorkflowName[]>()
  for (const workflow of WORKFLOW_NAMES) {
    const row = rowOfScan(workflow, state, scan)
    if (row !== undefined) rows.set(row, [...(rows.get(row) ?? []), workflow])
  }
  return [...rows].map(([row, workflows]) => ({ scan, row, workflows }))
}

function wordsOfEffect(effect: ScanEffect | undefined): string {
  if (effect === undefined) return ''
  const { deeds, presses, refused, something } = words.scanTable
  if ('do' in effect) return deeds[effect.do]
  if ('press' in effect) return presses[effect.press]
  const { why, todo } = words.kiosk.whyNot[effect.refuse]
  return refused(why({ text: something, name: something }), todo)
}

/** The scans by name; the ten digits as one, and what a row takes as the rest by no name at all. */
function namesOf(decided: readonly Decided[]): string[] {
  const { everythingElse, everyOtherCard, allDigits } = words.scanTable
  const named = decided.filter((one) => !isRest(one) && !isAnyCard(one))
  const digits = named.filter(({ scan }) => isDigit(scan))
  const hasAllDigits = digits.length === CARD_KINDS.filter(isDigit).length
  return [
    ...named.filter((one) => !hasAllDigits || !digits.includes(one)).map(nameOf),
    ...(hasAllDigits ? [allDigits(words.kiosk.help.digits)] : []),
    ...(decided.some(isAnyCard) ? [everyOtherCard] : []),
    ...(decided.some(isRest) ? [everythingElse] : []),
  ]
}

const isDigit = (scan: ScanKind): boolean => scan.startsWith('card_digit_')

function nameOf({ scan, workflows }: Decided): string {
  const { scans, card, only, workflows: names } = words.scanTable
  const name = isCard(scan) ? card(words.kiosk.help.cardNames[commandOf(scan)]) : scans[scan]
  const isAlways = workflows.length === WORKFLOW_NAMES.length
  return isAlways ? name : `${name} (${only(workflows.map((workflow) => names[workflow]).join(', '))})`
}

const isCard = (scan: ScanKind): scan is CardKind => scan.startsWith('card_')

function commandOf(scan: CardKind) {
  return scan.replace('card_', '') as keyof typeof words.kiosk.help.cardNames
}

/** Lines no wider than the table, broken between words. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = indent
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}
