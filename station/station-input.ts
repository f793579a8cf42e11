import { z } from 'zod'
import { WORKFLOW_NAMES } from './session/session-state.ts'

/** A row's id as a form sends it. */
const id = z.coerce.number().int().positive()
const noId = z.literal('').transform(() => null)

/** What a screen can ask of its station: one scan, or one press of a button. Checked once, here. */
export const stationInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scan'), text: z.string().max(1000) }),
  z.object({ type: z.literal('quantity'), text: z.string().max(40) }),
  z.object({ type: z.literal('ask_operator') }),
  z.object({ type: z.literal('keep_operator') }),
  z.object({ type: z.literal('choose_operator'), operator: id }),
  z.object({ type: z.literal('choose_operation'), workflow: z.enum(WORKFLOW_NAMES) }),
  z.object({ type: z.literal('choose_partner'), partner: z.union([noId, id]) }),
  z.object({ type: z.literal('choose_order'), active_sales: z.union([noId, id]) }),
  z.object({ type: z.literal('choose_run'), active_production: z.union([noId, id]) }),
  z.object({ type: z.literal('change_line'), item: id }),
  z.object({ type: z.literal('leave_quantity') }),
  z.object({ type: z.literal('remove_line'), item: id }),
  z.object({ type: z.literal('undo_scan') }),
  z.object({ type: z.literal('review') }),
  z.object({ type: z.literal('scan_on') }),
  z.object({ type: z.literal('ask_cancel') }),
  z.object({ type: z.literal('keep_work') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('accept'), document: z.uuid(), steps: z.coerce.number().int() }),
  z.object({ type: z.literal('show_latest') }),
  z.object({ type: z.literal('ask_undo') }),
  z.object({ type: z.literal('keep_document') }),
  z.object({ type: z.literal('undo'), document: z.uuid() }),
  z.object({ type: z.literal('home') }),
])
export type StationInput = z.infer<typeof stationInput>
