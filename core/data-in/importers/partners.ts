import { catalogued } from '../../database/catalogue.ts'
import { addingPartner, changingPartner, type PartnerFacts } from '../../partners/partner-writes.ts'
import { branchesFor, mayChange, nameKey, readPartners, readTaken, type KnownPartner } from '../book-facts.ts'
import { required, text, yesNo } from '../cells.ts'
import { changesOf, yesOrNo } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { parsed, problem } from '../problem.ts'

const columns = {
  name: required(text(120, { example: 'Golden Mill', aliases: ['partner', 'partnername', 'company'] })),
  customer: yesNo({ example: 'no', aliases: ['iscustomer'] }),
  supplier: yesNo({ example: 'yes', aliases: ['issupplier', 'vendor'] }),
  phone: text(40, { example: '011 555 0101', aliases: ['telephone', 'tel'] }),
  email: text(120, { example: 'orders@goldenmill.example', aliases: ['mail'] }),
  branch: text(6, { example: '', aliases: ['branchid', 'branchprefix'] }),
  retired: yesNo({ example: 'no' }),
}

/** Customers and suppliers, by name. */
export const partners = importer('partners', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const known = readPartners(context.reader)
    const taken = readTaken(context.whole, 'SELECT name FROM partner', nameKey)
    const branches = branchesFor(context)
    const isOrderedElsewhere = (id: number, branch: number) =>
      context.whole.get(
        'SELECT 1 FROM sales_order WHERE partner = ?1 AND branch <> ?2 LIMIT 1',
        id,
        branch,
      ) !== undefined
    for (const { line, cells } of rows) {
      const key = nameKey(cells.name)
      if (tally.isTwice(line, 'name', key)) continue
      const before = known.get(key)
      if (before === undefined && taken.has(key)) {
        tally.refuse(line, 'name', problem('used_elsewhere', cells.name))
        continue
      }
      const branch =
        cells.branch === undefined && before !== undefined
          ? parsed(before.branch)
          : branches.read(cells.branch)
      const email = cells.email ?? before?.email ?? null
      if (!branch.ok) {
        tally.refuse(line, 'branch', branch.problem)
        continue
      }
      if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
        tally.refuse(line, 'email', problem('not_an_email'))
        continue
      }
      const moves = before !== undefined && branch.value !== null && branch.value !== before.branch
      if (moves && isOrderedElsewhere(before.id, branch.value)) {
        tally.refuse(line, 'branch', problem('elsewhere'))
        continue
      }
      const after: PartnerFacts & { isRetired: boolean } = {
        name: before?.name ?? cells.name,
        isCustomer: cells.customer ?? before?.isCustomer ?? false,
        isSupplier: cells.supplier ?? before?.isSupplier ?? false,
        phone: cells.phone ?? before?.phone ?? null,
        email,
        branch: branch.value,
        isRetired: cells.retired ?? before?.isRetired ?? false,
      }
      if (before === undefined) tally.isNew(line, after.name, [], [addingPartner(after), ...retiring(after)])
      else {
        const details = differences(before, after, branches.prefixOf)
        if (details.length > 0 && !mayChange(context.authority, before.branch))
          tally.refuse(line, '', problem('not_yours'))
        else tally.differs(line, after.name, details, [changingPartner(before.id, after), ...retiring(after)])
      }
    }
    return tally
  },
})

const RETIRE = catalogued(
  'partner.retirement-imported',
  'UPDATE partner SET is_retired = ?2 WHERE name = ?1 AND is_retired <> ?2',
  { by: 'offices' },
)

/** By name, since a new one has no number yet. */
const retiring = ({ name, isRetired }: { name: string; isRetired: boolean }) => [
  {
    sql: RETIRE,
    args: [name, isRetired ? 1 : 0],
  },
]

function differences(
  before: KnownPartner,
  after: PartnerFacts & { isRetired: boolean },
  prefixOf: (branch: KnownPartner['branch']) => string,
): string[] {
  return changesOf([
    ['customer', yesOrNo(before.isCustomer), yesOrNo(after.isCustomer)],
    ['supplier', yesOrNo(before.isSupplier), yesOrNo(after.isSupplier)],
    ['phone', before.phone ?? '', after.phone ?? ''],
    ['email', before.email ?? '', after.email ?? ''],
    ['branch', prefixOf(before.branch), prefixOf(after.branch)],
    ['retired', yesOrNo(before.isRetired), yesOrNo(after.isRetired)],
  ])
}
