import { z } from 'zod'
import { ROLES } from '../../../core/people/create-person.ts'
import { EVERY_ROLE, ok, operation, type Operation } from '../operation.ts'
import { nothing } from '../schemas.ts'
import { viewOf } from '../views.ts'

const bearer = z
  .strictObject({
    name: z.string(),
    role: z.enum(ROLES),
    currency: z.string(),
    /** Those it sees. */
    branches: z.array(z.strictObject({ prefix: z.string(), name: z.string(), time_zone: z.string() })),
  })
  .meta({ id: 'Token' })

const reading = operation(
  {
    id: 'readToken',
    tag: 'token',
    method: 'GET',
    path: '/token',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: nothing,
    query: nothing,
    answer: bearer,
    handle: (call) =>
      ok({
        name: call.caller.bearer.name,
        role: call.caller.bearer.role,
        currency: call.figures.currency,
        branches: viewOf(call).branches.map(({ prefix, name, timeZone }) => ({
          prefix,
          name,
          time_zone: timeZone,
        })),
      }),
  },
)

export const tokenOperations: readonly Operation[] = [reading]
