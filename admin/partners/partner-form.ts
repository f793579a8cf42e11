import { z } from 'zod'
import type { Partner } from '../../core/partners/read-partners.ts'
import type { PartnerFacts, PartnerProblem } from '../../core/partners/partner-writes.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import { readFields, type Filled, type Problems, type Read } from '../form.ts'
import type { Visitor } from '../session/visitor.ts'

const { problems } = words.adminPartners

const optional = <Checked extends z.ZodType<string>>(checked: Checked) =>
  z
    .union([z.literal(''), checked])
    .optional()
    .transform((text) => (text === undefined || text === '' ? null : text))
const yes = z
  .literal('yes')
  .optional()
  .transform((said) => said === 'yes')

/** What a partner's name, phone and e-mail may be, and that it is at least one of the two. */
export const partnerFields = z
  .object({
    name: z.string(problems.nameMissing).min(1, problems.nameMissing).max(80, problems.nameLong),
    customer: yes,
    supplier: yes,
    phone: optional(z.string().regex(/^[\d\s()+\-/.]{1,40}$/, problems.phone)),
    email: optional(z.email(problems.email).max(120, problems.email)),
  })
  .refine(({ customer, supplier }) => customer || supplier, { path: ['supplier'], error: problems.neither })

/** A form as it was sent. Only a super admin says whose a partner is; a manager's is their branch's own. */
export function readPartnerForm(filled: Filled, visitor: Visitor): Read<PartnerFacts> {
  const fields = readFields(partnerFields, filled)
  const branch = whoseIn(filled, visitor)
  if (!fields.ok || branch === undefined)
    return {
      ok: false,
      problems: {
        ...(fields.ok ? {} : fields.problems),
        ...(branch === undefined ? { whose: problems.whose } : {}),
      },
    }
  const { customer, supplier, ...texts } = fields.value
  return { ok: true, value: { ...texts, isCustomer: customer, isSupplier: supplier, branch } }
}

function whoseIn(filled: Filled, { person, branches }: Visitor): BranchId | null | undefined {
  if (person.role !== 'super_admin') return person.branch
  if (filled['whose'] === '') return null
  return branches.find(({ id }) => String(id) === filled['whose'])?.id
}

/** The fields of a partner as they are. */
export function filledFrom(partner: Partner): Filled {
  return {
    name: partner.name,
    ...(partner.isCustomer && { customer: 'yes' }),
    ...(partner.isSupplier && { supplier: 'yes' }),
    phone: partner.phone ?? '',
    email: partner.email ?? '',
    whose: partner.branch === null ? '' : String(partner.branch),
  }
}

/** What the books say of a form, beside the field it is about. */
export function problemsOf(problem: PartnerProblem): Problems {
  return problem === 'name_taken' ? { name: problems.nameTaken } : { whose: problems.elsewhere }
}

/** The company's are a super admin's to change; a branch's own, its manager's too. */
export function mayChange({ person }: Visitor, { branch }: Partner): boolean {
  return person.role === 'super_admin' || (branch !== null && branch === person.branch)
}
