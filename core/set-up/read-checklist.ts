import type { BackupFacts } from '../backup/backup-facts.ts'
import type { Reader } from '../database/reader.ts'

/** What a company that begins still has to do, in the order in which it is best done. */
export const FIRST_STEPS = ['items', 'opening', 'people', 'scan', 'backup'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

export interface ChecklistEntry {
  readonly step: FirstStep
  readonly isDone: boolean
}

/** Each finds one row by an index, however much there is. */
const DONE: Readonly<Record<Exclude<FirstStep, 'backup'>, string>> = {
  items: 'SELECT 1 FROM item LIMIT 1',
  opening: 'SELECT 1 FROM opening_entry LIMIT 1',
  people: `SELECT 1 WHERE EXISTS (SELECT 1 FROM badge) OR EXISTS (SELECT 1 FROM person WHERE pin_verifier IS NOT NULL)`,
  // A station's own document, or a barcode that it told of: nothing else proves that its scanner works.
  scan: `SELECT 1 FROM writer w WHERE w.branch IS NOT NULL
      AND EXISTS (SELECT 1 FROM document d WHERE d.writer = w.id)
    UNION ALL SELECT 1 WHERE EXISTS (SELECT 1 FROM station_note WHERE kind = 'unknown_scan') LIMIT 1`,
}

/** The steps of the first day, read off the book: nobody ticks them. `reader` sees the whole book. */
export function readChecklist(reader: Reader, backups: Pick<BackupFacts, 'latest'>): ChecklistEntry[] {
  return FIRST_STEPS.map((step) => ({
    step,
    isDone: step === 'backup' ? backups.latest() !== undefined : reader.get(DONE[step]) !== undefined,
  }))
}
