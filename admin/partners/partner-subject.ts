import type { Context } from 'hono'
import { readPartner, type Partner } from '../../core/partners/read-partners.ts'
import { found, NotHere } from '../errors.tsx'
import { rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { mayChange } from './partner-form.ts'

/** The partner in the address, as far as the visitor sees them; NotHere for everybody else. */
export function partnerIn(c: Context<AdminEnv>): Partner {
  return found(readPartner(c.get('visitor').reader, rowIdIn(c, 'partner')))
}

/** One that the visitor may change; the others are answered as if they were not there. */
export function ownPartnerIn(c: Context<AdminEnv>): Partner {
  const partner = partnerIn(c)
  if (!mayChange(c.get('visitor'), partner)) throw new NotHere()
  return partner
}
