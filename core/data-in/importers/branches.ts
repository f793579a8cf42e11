import { catalogued } from '../../database/catalogue.ts'
import { hindrancesOf } from '../../branches/branch-hindrances.ts'
import { retirementStatement } from '../../branches/branch-writes.ts'
import { newBranchStatements } from '../../branches/create-branch.ts'
import { readBranches, type Branch } from '../../branches/read-branches.ts'
import type { BranchId } from '../../kernel/ids.ts'
import { adminBranches } from '../../words/en/admin-branches.ts'
import { count, required, text, yesNo } from '../cells.ts'
import { changesOf, yesOrNo } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { problem } from '../problem.ts'

const columns = {
  prefix: required(text(6, { example: 'BRA', aliases: ['branchprefix', 'code'] })),
  name: text(60, { example: 'Braamfontein', aliases: ['branch', 'branchname'] }),
  time_zone: text(60, { example: 'Africa/Johannesburg', aliases: ['zone', 'timezone'] }),
  issues_shortfall: yesNo({ example: 'yes' }),
  usage_tolerance: count(100, { example: '5' }),
  expiry_warning_days: count(365, { example: '2' }),
  retired: yesNo({ example: 'no' }),
}

type Facts = Omit<Branch, 'id' | 'lockedUntil'>

/** The branches, by prefix, with what they keep to. */
export const branches = importer('branches', {
  columns,
  isCompanyWide: true,
  check(rows, { reader }) {
    const tally = new Tally()
    const known = new Map(readBranches(reader).map((branch) => [branch.prefix, branch]))
    let next = Math.max(0, ...[...known.values()].map(({ id }) => id))
    for (const { line, cells } of rows) {
      const prefix = cells.prefix.toUpperCase()
      if (!/^[A-Z0-9]{2,6}$/.test(prefix)) {
        tally.refuse(line, 'prefix', problem('not_a_code'))
        continue
      }
      if (tally.isTwice(line, 'prefix', prefix)) continue
      const before = known.get(prefix)
      const name = cells.name ?? before?.name
      const timeZone = cells.time_zone ?? before?.timeZone
      if (name === undefined || timeZone === undefined) {
        const column = name === undefined ? 'name' : 'time_zone'
        tally.refuse(line, column, problem('required', column))
        continue
      }
      if (!isZone(timeZone)) {
        tally.refuse(line, 'time_zone', problem('not_a_zone', timeZone))
        continue
      }
      const isZoneFixed =
        before !== undefined &&
        reader.get('SELECT 1 FROM document WHERE branch = ?1 LIMIT 1', before.id) !== undefined
      if (isZoneFixed && timeZone !== before.timeZone) {
        tally.refuse(line, 'time_zone', problem('zone_fixed'))
        continue
      }
      const after: Facts = {
        prefix,
        name,
        timeZone,
        issuesShortfall: cells.issues_shortfall ?? before?.issuesShortfall ?? true,
        usageTolerance: cells.usage_tolerance ?? before?.usageTolerance ?? 5,
        expiryWarningDays: cells.expiry_warning_days ?? before?.expiryWarningDays ?? 2,
        isRetired: cells.retired ?? before?.isRetired ?? false,
      }
      if (before === undefined) {
        next++
        const opening = newBranchStatements(next as BranchId, after)
        const retiring = after.isRetired ? [retirementStatement(next as BranchId, true)] : []
        tally.isNew(line, prefix, [name], [...opening, settingFacts(after), ...retiring])
        continue
      }
      const isClosing = after.isRetired && !before.isRetired
      const [hindrance] = isClosing ? hindrancesOf(reader, before.id) : []
      if (hindrance !== undefined) {
        tally.refuse(line, 'retired', problem('branch_in_use', adminBranches.retire.first[hindrance]))
        continue
      }
      const retiring =
        after.isRetired === before.isRetired ? [] : [retirementStatement(before.id, after.isRetired)]
      tally.differs(line, prefix, differences(before, after), [settingFacts(after), ...retiring])
    }
    return tally
  },
})

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const SET_FACTS = catalogued(
  'branch.imported',
  `UPDATE branch SET name = ?2, time_zone = ?3, issues_shortfall = ?4, usage_tolerance = ?5,
    expiry_warning_days = ?6
  WHERE prefix = ?1`,
  { by: 'offices' },
)

const settingFacts = (facts: Facts) => ({
  sql: SET_FACTS,
  args: [
    facts.prefix,
    facts.name,
    facts.timeZone,
    facts.issuesShortfall ? 1 : 0,
    facts.usageTolerance,
    facts.expiryWarningDays,
  ],
})

function differences(before: Branch, after: Facts): string[] {
  return changesOf([
    ['name', before.name, after.name],
    ['time_zone', before.timeZone, after.timeZone],
    ['issues_shortfall', yesOrNo(before.issuesShortfall), yesOrNo(after.issuesShortfall)],
    ['usage_tolerance', String(before.usageTolerance), String(after.usageTolerance)],
    ['expiry_warning_days', String(before.expiryWarningDays), String(after.expiryWarningDays)],
    ['retired', yesOrNo(before.isRetired), yesOrNo(after.isRetired)],
  ])
}
