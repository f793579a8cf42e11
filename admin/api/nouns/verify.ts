import { z } from 'zod'
import { MANAGERS, ok, operation, type Call, type Operation } from '../operation.ts'
import { moment, momentOf, nothing } from '../schemas.ts'

const verdict = z
  .strictObject({
    is_running: z.boolean(),
    /** null: no verdict yet since this host began. */
    is_green: z.boolean().nullable(),
    at: moment.nullable(),
    /** One line in words; only for a token of all branches, because it counts all of the book. */
    summary: z.string().nullable(),
  })
  .meta({ id: 'Verdict' })

const facts = { tag: 'verify', path: '/verify', roles: MANAGERS, isKeyed: false, errors: [] } as const

const reading = operation(
  { ...facts, id: 'readVerify', method: 'GET', statuses: [200] },
  { params: nothing, query: nothing, answer: verdict, handle: (call) => ok(showVerdict(call)) },
)

const starting = operation(
  { ...facts, id: 'startVerify', method: 'POST', statuses: [202] },
  {
    params: nothing,
    query: nothing,
    answer: verdict,
    handle(call) {
      call.deps.verify.start()
      return { status: 202, body: showVerdict(call), location: facts.path }
    },
  },
)

function showVerdict({ caller, deps: { verify } }: Call<unknown, unknown, unknown>): z.infer<typeof verdict> {
  const latest = verify.latest()
  return {
    is_running: verify.isRunning(),
    is_green: latest?.isGreen ?? null,
    at: latest === undefined ? null : momentOf(latest.at),
    summary: latest === undefined || caller.scope.kind !== 'all' ? null : latest.summary,
  }
}

export const verifyOperations: readonly Operation[] = [reading, starting]
