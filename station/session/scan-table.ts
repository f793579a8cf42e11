import type { Place, ScanRefusal, WorkflowName } from './session-state.ts'

/** What a scanned text turned out to be, before anybody asks what it means here. */
export const SCAN_KINDS = [
  /** An item, with the quantity its barcode stands for. */
  'item',
  /** An item sold or used by measure, whose barcode carries no quantity. */
  'measured',
  /** An ingredient where products are sold. */
  'not_sold',
  'retired',
  /** A readable code that no item has. */
  'unknown',
  /** A code of which one character was read wrong. */
  'misread',
  'unreadable',
  /** At most six digits typed while a quantity is asked for. */
  'number',
] as const
export type ScanKind = (typeof SCAN_KINDS)[number]

/** `accepting` is never seen from outside; who is working is asked over whatever else is on the screen. */
export const SCAN_STATES = [
  'choosing_operator',
  'choosing_operation',
  'coming',
  'choosing_context',
  'scanning',
  'reviewing',
  'asking_quantity',
  'confirming_cancel',
  'accepted',
  'confirming_undo',
] as const satisfies readonly (Place['kind'] | 'choosing_operator')[]
export type ScanState = (typeof SCAN_STATES)[number]

export type ScanEffect = 'add' | 'ask_quantity' | 'take_quantity' | { readonly refuse: ScanRefusal }

export interface ScanRow {
  readonly workflow: readonly WorkflowName[] | 'any'
  readonly state: readonly ScanState[]
  readonly scan: readonly ScanKind[] | 'any'
  readonly effect: ScanEffect
}

const WORKING = ['scanning', 'reviewing'] as const

/**
 * The meaning of a scan: exactly one row for each workflow, state and scan that can meet (a test walks them all).
 * Nothing else decides it: not the focus, not the time, not a hidden flag.
 */
export const SCAN_TABLE: readonly ScanRow[] = [
  { workflow: 'any', state: WORKING, scan: ['item'], effect: 'add' },
  { workflow: 'any', state: WORKING, scan: ['measured'], effect: 'ask_quantity' },
  { workflow: 'any', state: WORKING, scan: ['not_sold'], effect: { refuse: 'not_sold' } },
  { workflow: 'any', state: WORKING, scan: ['retired'], effect: { refuse: 'retired' } },
  { workflow: 'any', state: WORKING, scan: ['unknown'], effect: { refuse: 'unknown' } },
  { workflow: 'any', state: WORKING, scan: ['misread'], effect: { refuse: 'misread' } },
  { workflow: 'any', state: WORKING, scan: ['unreadable', 'number'], effect: { refuse: 'unreadable' } },
  { workflow: 'any', state: ['asking_quantity'], scan: ['number'], effect: 'take_quantity' },
  {
    workflow: 'any',
    state: ['asking_quantity'],
    scan: ['item', 'measured', 'not_sold', 'retired', 'unknown', 'misread', 'unreadable'],
    effect: { refuse: 'quantity_first' },
  },
  { workflow: 'any', state: ['choosing_operator'], scan: 'any', effect: { refuse: 'operator_first' } },
  { workflow: 'any', state: ['choosing_operation'], scan: 'any', effect: { refuse: 'choose_operation' } },
  { workflow: 'any', state: ['coming'], scan: 'any', effect: { refuse: 'coming' } },
  { workflow: 'any', state: ['choosing_context'], scan: 'any', effect: { refuse: 'choose_context' } },
  { workflow: 'any', state: ['confirming_cancel'], scan: 'any', effect: { refuse: 'answer_first' } },
  {
    workflow: 'any',
    state: ['accepted', 'confirming_undo'],
    scan: 'any',
    effect: { refuse: 'already_accepted' },
  },
]

/** Looks the meaning up. `workflow` undefined: none is chosen yet. */
export function effectOfScan(
  workflow: WorkflowName | undefined,
  state: ScanState,
  scan: ScanKind,
): ScanEffect {
  const row = SCAN_TABLE.find((one) => covers(one, workflow, state, scan))
  return row?.effect ?? { refuse: 'unreadable' }
}

/** Whether a row speaks about this meeting; the test counts that exactly one does. */
export function covers(
  row: ScanRow,
  workflow: WorkflowName | undefined,
  state: ScanState,
  scan: ScanKind,
): boolean {
  const isItsWorkflow = row.workflow === 'any' || (workflow !== undefined && row.workflow.includes(workflow))
  return isItsWorkflow && row.state.includes(state) && (row.scan === 'any' || row.scan.includes(scan))
}
