import {
  LIMIT_MAX,
  OLD_BOOKS_STEPS,
  outOfOrder,
  type LimitsOfBranch,
  type OldBooksLimits,
  type OldBooksStep,
} from '../../core/branches/old-books.ts'
import { WORKFLOW_NAMES, type WorkflowName } from '../../core/stations/workflow-names.ts'
import { words } from '../../core/words/catalogue.ts'
import { durationText, parseDuration } from '../../core/words/whole-duration.ts'
import type { Filled, Problems, Read } from '../form.ts'

const { problems: say } = words.adminBranches

/** The field of one step of one thing that is scanned. */
export const limitField = (workflow: WorkflowName, step: OldBooksStep): string => `${workflow}-${step}`

/** The fields of the form as the limits are: empty is never. */
export function filledFromLimits(limits: LimitsOfBranch): Filled {
  return Object.fromEntries(
    eachField().map(({ workflow, step, field }) => {
      const minutes = limits[workflow][step]
      return [field, minutes === null ? '' : durationText(minutes)]
    }),
  )
}

/** Reads how old the books may be for each thing that is scanned; says what is wrong by field. */
export function readLimits(filled: Filled): Read<LimitsOfBranch> {
  const problems: Record<string, string> = {}
  const limitsOf = (workflow: WorkflowName): OldBooksLimits => {
    const read = (step: OldBooksStep): number | null => {
      const field = limitField(workflow, step)
      const minutes = minutesOf(filled[field] ?? '')
      if (minutes === undefined) problems[field] = say.duration
      return minutes ?? null
    }
    return { warnAfter: read('warnAfter'), askAfter: read('askAfter'), stopAfter: read('stopAfter') }
  }
  const value = {
    sales: limitsOf('sales'),
    production: limitsOf('production'),
    general: limitsOf('general'),
  }
  const wrong: Problems = { ...orderProblems(value), ...problems }
  return Object.keys(wrong).length === 0 ? { ok: true, value } : { ok: false, problems: wrong }
}

/** Null: never. Undefined: it cannot be read. */
function minutesOf(typed: string): number | null | undefined {
  if (typed === '') return null
  const minutes = parseDuration(typed)
  return minutes !== undefined && minutes >= 1 && minutes <= LIMIT_MAX ? minutes : undefined
}

function orderProblems(limits: LimitsOfBranch): Problems {
  return Object.fromEntries(
    WORKFLOW_NAMES.flatMap((workflow) => {
      const step = outOfOrder(limits[workflow])
      return step === undefined ? [] : [[limitField(workflow, step), say.tooSoon]]
    }),
  )
}

function eachField() {
  return WORKFLOW_NAMES.flatMap((workflow) =>
    OLD_BOOKS_STEPS.map((step) => ({ workflow, step, field: limitField(workflow, step) })),
  )
}
