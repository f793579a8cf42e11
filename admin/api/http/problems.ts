import type { z } from 'zod'
import { words } from '../../../core/words/catalogue.ts'
import { invalid, type FieldProblem } from './errors.ts'

const PROBLEMS_MAX = 20

/** Reads a part of a request (`query`, `body`) by its schema, or says everything that is wrong with it. */
export function readPart<Schema extends z.ZodType>(
  schema: Schema,
  part: 'query' | 'body',
  sent: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(sent)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error.issues.slice(0, PROBLEMS_MAX).flatMap((issue) => problemsOf(part, issue)))
}

/** A field that is fine by itself and means nothing here: an unknown item, an impossible place. */
export function problem(
  path: string,
  code: keyof typeof words.api.problems,
  message: string = words.api.problems[code],
): FieldProblem {
  return { path, code, message }
}

function problemsOf(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const path = [part, ...issue.path.map(String)].join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, PROBLEMS_MAX).map((key) => problem(`${path}.${key}`, 'unknown_field'))
  const code = issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid') : issue.code
  return [{ path, code, message: issue.message }]
}
