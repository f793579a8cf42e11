import type { DocumentLine } from '../../../core/book/content.ts'
import type { Branch } from '../../../core/branches/read-branches.ts'
import type { findItems } from '../asked-items.ts'
import type { FieldProblem } from '../http/errors.ts'
import type { Call } from '../operation.ts'
import type { PlaceFinder } from './asked-places.ts'
import type { AskedDocument } from './document-body.ts'

/** A line of a draft, and the line that asked for it. */
export interface PlannedLine {
  readonly line: DocumentLine
  readonly askedBy: number
}

export interface Planning {
  readonly call: Call<unknown, unknown, AskedDocument>
  readonly branch: Branch
  readonly run: number | undefined
  readonly places: PlaceFinder
  readonly itemOf: ReturnType<typeof findItems>
  readonly problems: FieldProblem[]
  readonly sinceThen: FieldProblem[]
}
