import { catalogued } from '../../database/catalogue.ts'
import type { ReasonUse } from '../../reasons/reason-code.table.ts'
import { choice, required, text, yesNo } from '../cells.ts'
import { changesOf, yesOrNo } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { problem } from '../problem.ts'

const USES: Readonly<Record<ReasonUse, readonly string[]>> = {
  write_off: ['write off', 'waste'],
  gain: [],
  loss: [],
  return: ['customer return'],
  run_close: ['run close'],
  transfer: [],
}

const columns = {
  code: required(text(20, { example: 'EXPIRED', aliases: ['reasoncode'] })),
  name: text(60, { example: 'Past its date', aliases: ['reason', 'description'] }),
  used_for: choice(USES, { example: 'write_off' }),
  retired: yesNo({ example: 'no' }),
}

const SET = catalogued(
  'reason.imported',
  `INSERT INTO reason_code (code, name, used_for, is_retired) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, is_retired = excluded.is_retired`,
  { by: 'offices' },
)

/** Why something was written off, gained, lost or sent back. */
export const reasons = importer('reasons', {
  columns,
  isCompanyWide: true,
  check(rows, { reader }) {
    const tally = new Tally()
    const known = new Map(
      reader.all('SELECT code, name, used_for, is_retired FROM reason_code').map(([code, ...rest]) => {
        const [name, use, isRetired] = rest
        return [String(code), { name: String(name), use: String(use), isRetired: isRetired === 1 }]
      }),
    )
    for (const { line, cells } of rows) {
      const code = cells.code.toUpperCase()
      if (!/^[A-Z0-9-]{2,20}$/.test(code)) {
        tally.refuse(line, 'code', problem('not_a_code'))
        continue
      }
      if (tally.isTwice(line, 'code', code)) continue
      const before = known.get(code)
      const name = cells.name ?? before?.name
      const use = cells.used_for ?? before?.use
      const isRetired = cells.retired ?? before?.isRetired ?? false
      if (name === undefined || use === undefined) {
        const column = name === undefined ? 'name' : 'used_for'
        tally.refuse(line, column, problem('required', column))
        continue
      }
      if (before !== undefined && use !== before.use) {
        tally.refuse(line, 'used_for', problem('use_fixed'))
        continue
      }
      const statements = [
        {
          sql: SET,
          args: [code, name, use, isRetired ? 1 : 0],
        },
      ]
      if (before === undefined) tally.isNew(line, code, [name], statements)
      else {
        const details = changesOf([
          ['name', before.name, name],
          ['retired', yesOrNo(before.isRetired), yesOrNo(isRetired)],
        ])
        tally.differs(line, code, details, statements)
      }
    }
    return tally
  },
})
