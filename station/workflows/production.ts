import { placeOf, placeOfRun } from '../../core/branches/places.ts'
import type { LocationId } from '../../core/kernel/ids.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import { findOpenRun } from '../../core/runs/read-open-runs.ts'
import { totalOf } from '../session/lines.ts'
import type { WorkContext } from '../session/work-state.ts'
import { draftLines, shareLines, type Workflow } from './workflow.ts'

/**
 * Material is used on a production run: manufacturing → run, at cost. Where the branch issues shortfalls, only what
 * the pool lacks comes from the stockroom in the same document. A sub-assembly never lies in the stockroom.
 */
export const production: Workflow = {
  name: 'production',
  openContext(reader, branch, id) {
    const run = findOpenRun(reader, branch.id, id)
    if (run === undefined) return undefined
    const { serial, product, dueOn } = run
    const places = {
      pool: placeOf(reader, branch.id, 'manufacturing'),
      stockroom: branch.issuesShortfall ? placeOf(reader, branch.id, 'stockroom') : null,
      run: placeOfRun(reader, id),
    }
    return { kind: 'run', id, serial, product, dueOn, places }
  },
  resolve(resolver, what, context) {
    const { pool, stockroom } = placesOf(context)
    const from = { pool: pool as LocationId, stockroom: (stockroom ?? undefined) as LocationId | undefined }
    return resolver.onRun(what, { ...from, run: context.id })
  },
  takes: () => true,
  draft(work, { branch, acceptedAt, acceptedBy }) {
    const { pool, stockroom, run } = placesOf(work.context)
    return {
      id: work.documentId,
      event: 'usage',
      branch,
      acceptedAt,
      acceptedBy,
      run: work.context.id,
      lines: draftLines(work, (line) => [
        ...(stockroom === null || line.kind === 'manufactured'
          ? []
          : [
              {
                item: line.item,
                from: stockroom,
                to: pool,
                quantity: totalOf(line),
                take: { by: 'shortfall' } as const,
              },
            ]),
        ...shareLines(line, acceptedBy, { from: pool, to: run }),
      ]),
    }
  },
}

function placesOf(context: WorkContext) {
  invariant(context.kind === 'run', 'production is for a run')
  return context.places
}
