import { readBranchesIn } from '../branches/scope.ts'
import { words } from '../words/catalogue.ts'
import { NAMED, oldestOf, sumOf, type NeedRow } from './need.ts'

const OPEN = `n.kind = 'remark' AND n.done_at IS NULL AND n.branch IS ?1`
const COUNT = `SELECT count(*), min(at) FROM station_note n WHERE ${OPEN}`
const NEWEST = `SELECT n.at, p.name, n.station, json_extract(n.content, '$.text')
  FROM station_note n LEFT JOIN person p ON p.id = n.person WHERE ${OPEN} ORDER BY n.at DESC LIMIT ${NAMED}`
/** Of a remark, as much as one line holds. */
const TOLD = 120

/** What people told us at a station or at a desk, and nobody has seen yet. */
export const unseenRemarks: NeedRow = {
  kind: 'unseen_remarks',
  weight: 'warn',
  read({ scope, reader, formats, isSuperAdmin }) {
    // A remark about all branches belongs to none.
    const ofAll = isSuperAdmin && scope.kind === 'all' ? [null] : []
    const branches = [...readBranchesIn(scope, reader).map(({ id }) => id), ...ofAll]
    const counted = branches.map((branch) => reader.get(COUNT, branch) ?? [])
    const count = sumOf(counted.map(([number]) => number))
    if (count === 0) return undefined
    const newest = branches
      .flatMap((branch) => reader.all(NEWEST, branch))
      .toSorted((one, other) => Number(other[0]) - Number(one[0]))
      .slice(0, NAMED)
    return {
      title: words.adminNeeds.remarks.title(formats.count(count)),
      count,
      oldestAt: oldestOf(counted.map(([, at]) => at)),
      details: newest.map(([, person, station, text]) => ({
        text: words.adminNeeds.remarks.detail(String(person ?? station), shortened(String(text))),
      })),
    }
  },
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= TOLD ? line : `${line.slice(0, TOLD - 1)}…`
}
