/** What we take from a field. The others are checked, and not kept. */
export type Gs1Meaning =
  | 'item'
  | 'contents'
  | 'lot'
  | 'serial'
  | 'use_by'
  | 'use_by_time'
  | 'best_before'
  | 'count'
  | 'contents_count'
  | 'kilograms'
  | 'pounds'
  | 'litres'
  | 'price'
  | 'price_with_currency'

interface Checked {
  /** How many digits at the start the last of them checks. */
  readonly check?: number
  /** Begins with YYMMDD: a day, a month where DD is 00, or a day followed by HHMM. */
  readonly date?: 'day' | 'month' | 'time'
  readonly means?: Gs1Meaning
}

type Row = readonly [identifiers: string, form: string, checked?: Checked]

/**
 * GS1 application identifiers in use, General Specifications section 3, release 2026: the form in their notation.
 * N digits, X the 82 characters of barcodes, Y the 39 of part numbers, Z of signatures; `..` up to; `[]` may be absent.
 * A range stands for every identifier in it. Those that say how many decimals end with that number, at most 5 (9 for
 * money).
 */
export const IDENTIFIERS: readonly Row[] = [
  ['00', 'N18', { check: 18 }],
  ['01', 'N14', { check: 14, means: 'item' }],
  ['02', 'N14', { check: 14, means: 'contents' }],
  ['03', 'N14', { check: 14 }],
  ['10', 'X..20', { means: 'lot' }],
  ['11-13', 'N6', { date: 'month' }],
  ['15', 'N6', { date: 'month', means: 'best_before' }],
  ['16', 'N6', { date: 'month' }],
  ['17', 'N6', { date: 'month', means: 'use_by' }],
  ['20', 'N2'],
  ['21', 'X..20', { means: 'serial' }],
  ['22', 'X..20'],
  ['235', 'X..28'],
  ['240-241', 'X..30'],
  ['242', 'N..6'],
  ['243', 'X..20'],
  ['250-251', 'X..30'],
  ['253', 'N13+[X..17]', { check: 13 }],
  ['254', 'X..20'],
  ['255', 'N13+[N..12]', { check: 13 }],
  ['30', 'N..8', { means: 'count' }],
  ['3100-3105', 'N6', { means: 'kilograms' }],
  ['3110-3115', 'N6'],
  ['3120-3125', 'N6'],
  ['3130-3135', 'N6'],
  ['3140-3145', 'N6'],
  ['3150-3155', 'N6', { means: 'litres' }],
  ['3160-3165', 'N6'],
  ['3200-3205', 'N6', { means: 'pounds' }],
  ...everyTen(3210, 3370),
  ...everyTen(3400, 3570),
  ...everyTen(3600, 3690),
  ['37', 'N..8', { means: 'contents_count' }],
  ['3900-3909', 'N..15'],
  ['3910-3919', 'N3+N..15'],
  ['3920-3929', 'N..15', { means: 'price' }],
  ['3930-3939', 'N3+N..15', { means: 'price_with_currency' }],
  ['3940-3943', 'N4'],
  ['3950-3955', 'N6'],
  ['400-401', 'X..30'],
  ['402', 'N17', { check: 17 }],
  ['403', 'X..30'],
  ['410-417', 'N13', { check: 13 }],
  ['420', 'X..20'],
  ['421', 'N3+X..9'],
  ['422', 'N3'],
  ['423', 'N3+[N..12]'],
  ['424', 'N3'],
  ['425', 'N3+[N..12]'],
  ['426', 'N3'],
  ['427', 'X..3'],
  ['4300-4301', 'X..35'],
  ['4302-4306', 'X..70'],
  ['4307', 'X2'],
  ['4308', 'X..30'],
  ['4309', 'N20'],
  ['4310-4311', 'X..35'],
  ['4312-4316', 'X..70'],
  ['4317', 'X2'],
  ['4318', 'X..20'],
  ['4319', 'X..30'],
  ['4320', 'X..35'],
  ['4321-4323', 'N1'],
  ['4324-4325', 'N10', { date: 'month' }],
  ['4326', 'N6', { date: 'day' }],
  ['4330-4333', 'N6+[X1]'],
  ['7001', 'N13'],
  ['7002', 'X..30'],
  ['7003', 'N10', { date: 'time', means: 'use_by_time' }],
  ['7004', 'N..4'],
  ['7005', 'X..12'],
  ['7006', 'N6', { date: 'day' }],
  ['7007', 'N6+[N6]', { date: 'day' }],
  ['7008', 'X..3'],
  ['7009', 'X..10'],
  ['7010', 'X..2'],
  ['7011', 'N6+[N4]', { date: 'day' }],
  ['7020-7022', 'X..20'],
  ['7023', 'X..30'],
  ['7030-7039', 'N3+X..27'],
  ['7040', 'N1+X3'],
  ['710-717', 'X..20'],
  ['7230-7239', 'X2+X..28'],
  ['7240', 'X..20'],
  ['7241', 'N2'],
  ['7242', 'X..25'],
  ['8001', 'N14'],
  ['8002', 'X..20'],
  ['8003', 'N14+[X..16]', { check: 14 }],
  ['8004', 'X..30'],
  ['8005', 'N6'],
  ['8006', 'N14+N4', { check: 14 }],
  ['8007', 'X..34'],
  ['8008', 'N8+[N..4]', { date: 'day' }],
  ['8009', 'X..50'],
  ['8010', 'Y..30'],
  ['8011', 'N..12'],
  ['8012', 'X..20'],
  ['8013', 'X..25'],
  ['8017-8018', 'N18', { check: 18 }],
  ['8019', 'N..10'],
  ['8020', 'X..25'],
  ['8026', 'N14+N4', { check: 14 }],
  ['8030', 'Z..90'],
  ['8110', 'X..70'],
  ['8111', 'N4'],
  ['8112', 'X..70'],
  ['8200', 'X..70'],
  ['90', 'X..30'],
  ['91-99', 'X..90'],
]

/**
 * Lengths with their identifier that every reader knows by its first two digits, General Specifications 7.8.5: such
 * fields need no separator. They hold for identifiers that are still to be given, too.
 */
export const LENGTH_OF_PREFIX: ReadonlyMap<string, number> = new Map([
  ['00', 20],
  ['01', 16],
  ['02', 16],
  ['03', 16],
  ['04', 18],
  ...['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((prefix) => [prefix, 8] as const),
  ['20', 4],
  ...['31', '32', '33', '34', '35', '36'].map((prefix) => [prefix, 10] as const),
  ['41', 16],
])

/** First digits that GS1 gives identifiers to, or keeps for some. */
export const ASSIGNED = /^(?:0[0-4]|1\d|2[0-5]|3[0-79]|4[0-3]|7[0-2]|8[0-2]|9\d)/

/** Measures of six digits with their decimals: of 3210 to 3220 the identifiers 3210–3215 and 3220–3225. */
function everyTen(first: number, last: number): Row[] {
  const rows: Row[] = []
  for (let from = first; from <= last; from += 10) rows.push([`${from}-${from + 5}`, 'N6'])
  return rows
}
