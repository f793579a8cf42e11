import { z } from 'zod'
import { DISCARD_REASONS } from './session/machine-event.ts'
import { READY_REMARKS } from './session/ready-remarks.ts'
import { WORKFLOW_NAMES } from '../core/stations/workflow-names.ts'

/** A row's id as a form sends it. */
const id = z.coerce.number().int().positive()
const noId = z.literal('').transform(() => null)

const plain = <const Type extends string>(type: Type) => z.object({ type: z.literal(type) })

/** What a screen can ask of its station: one scan, or one press of a button. Checked once, here. */
export const stationInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scan'), text: z.string().max(1000) }),
  z.object({ type: z.literal('pin'), text: z.string().max(20) }),
  z.object({ type: z.literal('pad'), key: z.string().regex(/^(?:\d|\.|erase)$/) }),
  /** With `text`: what was typed on a keyboard; without: what the pad shows. */
  z.object({ type: z.literal('enter'), text: z.string().max(40).optional() }),
  plain('back'),
  plain('help'),
  plain('confirm'),
  plain('ask_operator'),
  plain('sign_out'),
  z.object({ type: z.literal('choose_operator'), operator: id }),
  z.object({ type: z.literal('choose_operation'), workflow: z.enum(WORKFLOW_NAMES) }),
  z.object({ type: z.literal('choose_partner'), partner: z.union([noId, id]) }),
  z.object({ type: z.literal('choose_order'), active_sales: z.union([noId, id]) }),
  z.object({ type: z.literal('choose_run'), active_production: z.union([noId, id]) }),
  plain('home'),
  plain('show_refusals'),
  plain('show_parked'),
  z.object({ type: z.literal('show_document'), document: z.uuid() }),
  z.object({ type: z.literal('change_line'), item: id }),
  plain('quantity'),
  z.object({ type: z.literal('times'), by: z.coerce.number().int().min(2).max(10) }),
  z.object({ type: z.literal('remove_line'), item: id }),
  plain('undo_scan'),
  plain('ask_tiles'),
  z.object({ type: z.literal('tile'), item: id }),
  plain('review'),
  plain('ask_cancel'),
  z.object({ type: z.literal('open_code'), key: z.string().max(60) }),
  plain('leave_out_code'),
  plain('ask_attach'),
  /** One letter on the screen's own keys, `erase`, or ` `. */
  z.object({ type: z.literal('letter'), key: z.string().regex(/^(?:[A-Z0-9 ]|erase)$/) }),
  z.object({ type: z.literal('choose_item'), item: id }),
  /** Without an item: it takes the place of nothing, it is extra. */
  z.object({ type: z.literal('choose_substitute'), item: z.union([noId, id]) }),
  plain('leave_out_excess'),
  plain('send'),
  plain('allow_excess'),
  plain('allow_old_books'),
  plain('continue_work'),
  plain('park'),
  plain('ask_discard'),
  z.object({ type: z.literal('discard'), reason: z.enum(DISCARD_REASONS) }),
  z.object({ type: z.literal('open_parked'), document: z.uuid() }),
  z.object({ type: z.literal('accept'), document: z.uuid(), steps: z.coerce.number().int() }),
  plain('show_latest'),
  plain('ask_undo'),
  plain('ask_remark'),
  plain('erase_remark'),
  z.object({ type: z.literal('tell'), remark: z.enum(READY_REMARKS) }),
  plain('tell_typed'),
  plain('start_practice'),
  plain('leave_practice'),
  /** The screen is looked at: whoever is signed in stays so. */
  plain('touched'),
])
export type StationInput = z.infer<typeof stationInput>
