import type { WorkContext } from './session/work-state.ts'

/** The order's or the run's own number. */
export function contextName(context: WorkContext): string {
  return context.kind === 'sales_order' ? context.number : context.serial
}
