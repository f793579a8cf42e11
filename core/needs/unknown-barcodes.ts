import { readBranchesIn } from '../branches/scope.ts'
import { words } from '../words/catalogue.ts'
import { NAMED, oldestOf, type NeedRow } from './need.ts'

/** A scanner gone mad fills a number that stops counting, not the time of everybody who looks. */
const NOTES_LOOKED_AT = 2000

const CODES = `SELECT code, min(at), max(at) FROM (
    SELECT json_extract(content, '$.code') AS code, at FROM station_note
    WHERE branch = ?1 AND kind = 'unknown_scan' AND done_at IS NULL ORDER BY at DESC LIMIT ${NOTES_LOOKED_AT}) AS told
  WHERE NOT EXISTS (SELECT 1 FROM barcode b WHERE b.code = told.code) GROUP BY code`

/** Codes that were scanned and mean nothing, until somebody gives them to an item or dismisses them. */
export const unknownBarcodes: NeedRow = {
  kind: 'unknown_barcodes',
  weight: 'warn',
  read({ scope, reader, formats }) {
    const found = readBranchesIn(scope, reader).flatMap(({ id }) => reader.all(CODES, id))
    const codes = new Set(found.map(([code]) => String(code)))
    if (codes.size === 0) return undefined
    const newest = found
      .toSorted((one, other) => Number(other[2]) - Number(one[2]))
      .map(([code]) => String(code))
    return {
      title: words.adminNeeds.unknownBarcodes.title(formats.count(codes.size)),
      count: codes.size,
      oldestAt: oldestOf(found.map(([, at]) => at)),
      details: [{ text: [...new Set(newest)].slice(0, NAMED).join(', ') }],
    }
  },
}
