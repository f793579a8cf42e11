import { expect, it } from 'vitest'
import { COMMANDS } from '../../core/barcodes/commands.ts'
import { words } from '../../core/words/catalogue.ts'
import { DISCARD_REASONS } from '../session/machine-event.ts'
import { PROBLEMS, SCAN_REFUSALS } from '../session/notices.ts'
import { SCAN_KINDS } from '../session/scan-kinds.ts'

const { kiosk } = words
const SENTENCE = /^\S.*[.]$/s

it.each(SCAN_REFUSALS)('says why a scan is refused as %s, of what, and what to do', (refusal) => {
  const { why, todo } = kiosk.whyNot[refusal]
  for (const scan of [
    { text: 'BREAD', name: 'White bread' },
    { text: 'BREAD', name: '' },
    { text: '', name: '' },
  ])
    expect(why(scan)).toMatch(/\S{2}.*\.$/)
  expect(todo).toMatch(SENTENCE)
})

it.each([
  ['badge_not_needed', 'That is a badge: Thandi M. is signed in already.', 'Thandi M.'],
  ['is_document', 'BRA-SAL-00001 is the paper of a document. Scan an item.', 'BRA-SAL-00001'],
  ['paper_in_hand', 'That is the paper of BRA-SO-00001, which is open here.', 'BRA-SO-00001'],
  ['card_not_here', 'That is a card: SALES does nothing here.', 'SALES'],
  ['who_first', 'White bread is no badge, and the screen asks for a person.', 'White bread'],
] as const)('names the wrong kind: %s', (refusal, text, name) => {
  expect(kiosk.whyNot[refusal].why({ text: 'X', name })).toBe(text)
})

it.each(PROBLEMS)('has a sentence for the problem %s', (problem) => {
  expect(kiosk.problems[problem]).toMatch(SENTENCE)
})

it('has a word for every kind of scan, card and reason', () => {
  const things: Readonly<Record<string, string>> = kiosk.help.things
  for (const kind of SCAN_KINDS.filter((one) => !one.startsWith('card_')))
    expect(things[kind], kind).toBeDefined()
  for (const command of COMMANDS) expect(kiosk.help.cardNames[command], command).not.toBe('')
  for (const reason of DISCARD_REASONS) expect(kiosk.discard.reasons[reason], reason).not.toBe('')
})
