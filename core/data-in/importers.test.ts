import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import {
  asManagerOfBra,
  checkSent,
  importSent,
  problemsOf,
  statesOf,
  type Sent,
} from '../testing/import-table.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { ImportName } from './importer.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const BEFORE: Partial<Record<ImportName, [ImportName, string][]>> = {
  'supplier-prices': [['partners', 'name,supplier\nMill,yes\n']],
}

/** Each table, what it does the first time, and with the second line of it changed. */
const TABLES: readonly (readonly [name: ImportName, table: string, changed: string, detail: string])[] = [
  [
    'branches',
    'prefix,name,time_zone\nBRA,Braam,Africa/Johannesburg\nBRC,Cosmo,Africa/Lagos\n',
    'prefix,name\nBRA,Braamfontein\nBRC,Cosmo\n',
    'name: Braam → Braamfontein',
  ],
  [
    'reasons',
    'code,name,used_for\nEXPIRED,Past its date,write_off\nMICE,Eaten by mice,write off\n',
    'code,name\nEXPIRED,Too old\nmice,Eaten by mice\n',
    'name: Past its date → Too old',
  ],
  [
    'people',
    'login,name,role,branch\nThandi,Thandi M.,operator,BRA\nlerato,Lerato N.,manager,BRB\n',
    'login,name,branch\nthandi,Thandi M.,BRB\nlerato,Lerato N.,BRB\n',
    'branch: BRA → BRB',
  ],
  [
    'partners',
    'name,customer,supplier,email\nCorner Café,yes,no,\nMill,no,yes,a@b.example\n',
    'name,phone\ncorner café,011\nMill,\n',
    'phone: – → 011',
  ],
  [
    'items',
    'code,name,kind,unit\nFLOUR,Cake flour,raw,kg\nJUICE,Juice,external,l\n',
    'ItemCode,ProductName,ItemType\nflour,White flour,Raw Material\nJUICE,,External\n',
    'name: Cake flour → White flour',
  ],
  [
    'barcodes',
    'barcode,item,quantity,pack\n6001000000018,FLOUR,,\n6001234567899,COKE,24,crate\n',
    'barcode,item,quantity,pack\n06001000000018,FLOUR,12.5 kg,\n6001234567899,coke,,\n',
    'quantity: asked at the scan → 12.5 kg',
  ],
  [
    'boms',
    'product,output,ingredient,quantity\nBREAD,100,FLOUR,50 kg\nDOUGH,10 kg,FLOUR,6\n',
    'product,output,ingredient,quantity\nBREAD,100,FLOUR,51 kg\nDOUGH,10,FLOUR,6000 g\n',
    'Cake flour: 50 kg → 51 kg',
  ],
  [
    'supplier-prices',
    'supplier,item,price,quantity\nMill,FLOUR,14.50,\nMill,BUTTER,"R 1,234.50",10 kg\n',
    'supplier,item,price,quantity\nMill,FLOUR,15,\nMill,BUTTER,1234.5,10\n',
    'price: Mill asks 14.50 for 1 kg → Mill asks 15.00 for 1 kg',
  ],
  [
    'reorder-points',
    'branch,item,quantity\nBRA,FLOUR,50\nBRB,COKE,24\n',
    'branch,item,quantity\nbra,FLOUR,60\nBRB,COKE,24 each\n',
    'quantity: 50 kg → 60 kg',
  ],
  [
    'old-books',
    'branch,workflow,warn_after,ask_after,stop_after\nBRA,sales,1 h,,4 days\nBRB,general,never,never,\n',
    'branch,workflow,warn_after,ask_after,stop_after\nbra,Sales,90 min,3d,\nBRB,General updates,Never,,never\n',
    'warn_after: 1 h → 90 min',
  ],
]
/** What is there already in the first table. */
const FIRST: Partial<Record<ImportName, string[]>> = {
  'supplier-prices': ['2 new', '3 new'],
  'reorder-points': ['2 new', '3 new'],
  'old-books': ['2 changed', '3 changed'],
  boms: ['2 unchanged', '3 new'],
}

describe('each table', () => {
  it.each(TABLES)(
    'of %s is taken once, does nothing twice, and changes what differs',
    async (name, table, changed, detail) => {
      for (const [other, before] of BEFORE[name] ?? []) await importSent(bakery, other, before)
      expect(statesOf(await importSent(bakery, name, table)).toSorted()).toEqual(
        FIRST[name] ?? ['2 unchanged', '3 new'],
      )
      const again = await importSent(bakery, name, table)
      expect([statesOf(again).toSorted(), again.statements]).toEqual([['2 unchanged', '3 unchanged'], []])
      const differs = await importSent(bakery, name, changed)
      expect(statesOf(differs).toSorted()).toEqual(['2 changed', '3 unchanged'])
      expect(differs.results.find(({ line }) => line === 2)?.details).toEqual([detail])
      expect(statesOf(await importSent(bakery, name, changed)).toSorted()).toEqual([
        '2 unchanged',
        '3 unchanged',
      ])
    },
  )
})

it('a branch is retired by table, and opened again', async () => {
  const isRetired = () => bakery.reader.get(`SELECT is_retired FROM branch WHERE prefix = 'BRC'`)?.[0]
  const said: unknown[] = []
  for (const table of [
    'prefix,name,time_zone,retired\nBRC,Cosmo,UTC,yes\n',
    'prefix,name\nBRC,Cosmos\n',
    'prefix,retired\nBRC,no\n',
    'prefix,retired\nBRC,yes\n',
  ]) {
    const { results } = await importSent(bakery, 'branches', table)
    said.push([...results.flatMap(({ details }) => details), isRetired()])
  }
  expect(said).toEqual([
    ['Cosmo', 1],
    ['name: Cosmo → Cosmos', 1],
    ['retired: yes → no', 0],
    ['retired: no → yes', 1],
  ])
})

describe('how old the books may be', () => {
  const columns = 'branch,workflow,warn_after,ask_after,stop_after'
  const rows = () =>
    bakery.reader.all('SELECT workflow, warn_after, ask_after, stop_after FROM old_books_limit')

  it('keeps what an empty cell does not say: what was set, and what is usual where nothing was', async () => {
    await importSent(bakery, 'old-books', `${columns}\nBRA,sales,5 min,,\n`)
    expect(rows()).toEqual([['sales', 5, 4320, null]])
    await importSent(bakery, 'old-books', 'branch,workflow,stop_after\nBRA,sales,4 days\n')
    expect(rows()).toEqual([['sales', 5, 4320, 5760]])
  })

  it('leaves no row where a table says what is usual', async () => {
    await importSent(bakery, 'old-books', `${columns}\nBRA,sales,5 min,1 h,2 h\n`)
    await importSent(bakery, 'old-books', `${columns}\nBRA,sales,15 min,72 h,never\n`)
    expect(rows()).toEqual([])
    const { results } = checkSent(bakery, 'old-books', `${columns}\nBRA,sales,15 min,72 h,never\n`)
    expect(results.map(({ state }) => state)).toEqual(['unchanged'])
  })

  it('is set by a manager for their own branch', async () => {
    const sent = { authority: asManagerOfBra(bakery) }
    const { results } = await importSent(bakery, 'old-books', 'workflow,warn_after\nproduction,never\n', sent)
    expect(results[0]).toMatchObject({
      title: 'Production in BRA',
      details: ['warn_after: 15 min → never'],
    })
    expect(bakery.reader.all('SELECT branch, workflow FROM old_books_limit')).toEqual([
      [bakery.bra, 'production'],
    ])
  })
})

describe('what is refused', () => {
  it.each<[name: ImportName, table: string, problems: string[], sent?: 'manager']>([
    [
      'branches',
      'prefix,name,time_zone,retired\nbrc,Cosmo,Mars/Olympus,\nB,x,UTC,\nBRD,,UTC,\nBRA,,,yes',
      ['2 time_zone not_a_zone', '3 prefix not_a_code', '4 name required', '5 retired branch_in_use'],
    ],
    [
      'reasons',
      'code,name,used_for\nEXPIRED,x,gain\nNEW,x,\nX Y,x,gain',
      ['2 used_for use_fixed', '3 used_for required', '4 code not_a_code'],
    ],
    [
      'people',
      'login,name,role,branch\nnew one,x,operator,BRA\nboss,x,super_admin,BRA\nnobody,x,operator,\nzanele,x,operator,BRA\nlost,x,operator,ZZZ',
      [
        '2 login not_a_login',
        '3 branch branch_of_role',
        '4 branch branch_of_role',
        '5  yourself',
        '6 branch unknown_branch',
      ],
    ],
    [
      'people',
      'login,name,role,branch\nnew,x,manager,BRA\nbongani,x,operator,BRA\npalesa,Me,manager,BRA\nother,x,operator,BRB',
      ['2 role role_not_yours', '3 login used_elsewhere', '4  role_not_yours', '5 branch unknown_branch'],
      'manager',
    ],
    [
      'partners',
      'name,email,branch\nA,none,\nB,,ZZZ\na,a@b.c,',
      ['2 email not_an_email', '3 branch unknown_branch', '4 name twice_in_file'],
    ],
    [
      'items',
      'code,name,kind,unit,purchase_unit,purchase_quantity,branch\nA,x,raw,kg,bag,,\nB,x,raw,kg,bag,5 litre,\nC,x,raw,kg,bag,0,\nD,x,raw,tray,,,\nE,x,raw,kg,,,ZZZ\nF,x,,kg,,,',
      [
        '2 purchase_quantity both_or_neither',
        '3 purchase_quantity unknown_unit',
        '4 purchase_quantity zero',
        '5 unit unit_needed',
        '6 branch unknown_branch',
        '7 kind required',
      ],
    ],
    [
      'barcodes',
      'barcode,item,quantity\n6001234567890,FLOUR,\nSCBX1,FLOUR,\n6.00123E+12,FLOUR,\n6001000000025,FLOUR,\n123,NONE,\nA1,FLOUR,0',
      [
        '2 barcode barcode_unreadable',
        '3 barcode barcode_reserved',
        '4 barcode shortened',
        '5 barcode barcode_of_another',
        '6 item unknown_item',
        '7 quantity zero',
      ],
    ],
    [
      'boms',
      'product,output,ingredient,quantity\nCOKE,1,FLOUR,1\nDOUGH,1,DOUGH,1\nDOUGH,1,FLOUR,1\nBREAD,10,FLOUR,1\nBREAD,20,SALT,1\nPIE,1 tray,FLOUR,1',
      [
        '2 product no_such_product',
        '3 ingredient in_itself',
        '4  other_rows',
        '5  other_rows',
        '6 output output_differs',
        '7 product unit_needed',
      ],
    ],
    [
      'supplier-prices',
      'supplier,item,price\nCorner Café,FLOUR,1\nX,FLOUR,1',
      ['2 supplier unknown_supplier', '3 supplier unknown_supplier'],
    ],
    [
      'reorder-points',
      'branch,item,quantity\n,FLOUR,1\nBRA,FLOUR,0\nBRA,SALT,-1\nBRB,FLOUR,1',
      ['2 branch branch_needed', '3 quantity zero', '4 quantity negative'],
    ],
    ['reorder-points', 'branch,item,quantity\nBRB,FLOUR,1\n,FLOUR,1', ['2 branch unknown_branch'], 'manager'],
    [
      'old-books',
      'branch,workflow,warn_after,ask_after,stop_after\n,sales,1 h,,\nBRA,counting,1 h,,\nBRA,sales,15,,\nBRA,sales,0 min,,\nBRA,sales,-1 h,366 days,1.5 h\nBRA,sales,4 days,,\nBRA,production,never,never,1 h\nBRA,production,,,1 h\nBRA,general,,,1 h',
      [
        '2 branch branch_needed',
        '3 workflow not_one_of',
        '4 warn_after not_a_duration',
        '5 warn_after not_a_duration',
        '6 warn_after not_a_duration',
        '6 ask_after not_a_duration',
        '6 stop_after not_a_duration',
        '7 ask_after too_soon',
        '9 workflow twice_in_file',
        '10 stop_after too_soon',
      ],
    ],
    [
      'old-books',
      'branch,workflow,warn_after\nBRB,sales,1 h\n,sales,1 h',
      ['2 branch unknown_branch'],
      'manager',
    ],
    [
      'opening-stock',
      'branch,place,item,quantity,value,unit_cost\nBRA,retail,FLOUR,1,1,\nBRA,stockroom,FLOUR,0,1,\nBRA,stockroom,FLOUR,1,,\nBRA,stockroom,BUTTER,2,3,1\nBRA,shed,SALT,1,1,\n,stockroom,SALT,1,1,\nBRA,stockroom,SALT,"2000001",1,',
      [
        '2 place wrong_place',
        '3 quantity zero',
        '4 item twice_in_file',
        '5 value value_differs',
        '6 place not_one_of',
        '7 branch branch_needed',
        '8 quantity too_much',
      ],
    ],
  ])('of %s: %j', (name, table, problems, who) => {
    const sent: Sent = who === 'manager' ? { authority: asManagerOfBra(bakery) } : {}
    const checked = checkSent(bakery, name, table, sent)
    expect(problemsOf(checked)).toEqual(problems)
  })

  it('names nothing of another branch to a manager', async () => {
    await importSent(bakery, 'items', 'code,name,kind,unit,branch\nRUM,Secret rum,raw,l,BRB\n')
    await importSent(bakery, 'barcodes', 'barcode,item\n6001234567899,RUM\n')
    // As the book has it, from before codes were put in capitals: what was typed may be said again.
    await bakery.central.batch([
      { sql: uncatalogued(`UPDATE item SET code = 'rUm' WHERE code = 'RUM'`), args: [] },
    ])
    await importSent(bakery, 'partners', 'name,supplier,branch\nSecret Still,yes,BRB\n')
    const sent = { authority: asManagerOfBra(bakery) }
    const said = JSON.stringify([
      checkSent(bakery, 'items', 'code,name\nrum,x\n', sent),
      checkSent(bakery, 'barcodes', 'barcode,item\n6001234567899,FLOUR\n', sent),
      checkSent(bakery, 'partners', 'name\nsecret still\n', sent),
      checkSent(bakery, 'supplier-prices', 'supplier,item,price\nSecret Still,FLOUR,1\n', sent),
      checkSent(bakery, 'boms', 'product,output,ingredient,quantity\nBREAD,1,RUM,1\n', sent),
    ])
    expect(said).toContain('used_elsewhere')
    for (const secret of ['Secret rum', 'rUm', 'Secret Still (']) expect(said).not.toContain(secret)
  })

  it('of an item that has moved: its kind and unit', async () => {
    await importSent(bakery, 'items', 'code,name,kind,unit\nX,x,raw,kg\n')
    await bakery.post({
      event: 'opening',
      lines: [
        {
          item: bakery.flour,
          from: bakery.place('opening'),
          to: bakery.place('stockroom'),
          quantity: 1_000,
          take: { by: 'stated', amount: 5 },
        },
      ],
    })
    const checked = checkSent(
      bakery,
      'items',
      'code,kind,unit,branch\nFLOUR,external,,\nflour,,g,\nX,external,l,\n',
    )
    expect(problemsOf(checked)).toEqual(['2 kind fixed', '3 code twice_in_file'])
    expect(problemsOf(checkSent(bakery, 'items', 'code,unit\nFLOUR,g\n'))).toEqual(['2 unit fixed'])
    expect(problemsOf(checkSent(bakery, 'items', 'code,branch\nFLOUR,BRB\n'))).toEqual(['2 branch elsewhere'])
  })
})

describe('a table from another system', () => {
  it('brings kinds in its own words, and last paid prices where a supplier is named', async () => {
    await importSent(bakery, 'partners', 'name,supplier\nMill,yes\n')
    const table =
      'ProductCode,ProductName,ItemType,Unit,LastPaidPrice,Supplier\n' +
      'PIE,Pie,Manufactured,each,9.99,\nCOLA,Cola,External,each,7.25,Mill\nYEAST,Yeast,Raw material,g,0.05,\n'
    const checked = await importSent(bakery, 'items', table)
    expect(statesOf(checked)).toEqual(['2 new', '3 new', '4 new'])
    expect(checked.notes.map(({ line }) => line)).toEqual([2, 4])
    expect(bakery.reader.all('SELECT amount, quantity FROM supplier_price')).toEqual([[725, 1]])
    expect(
      bakery.reader.all(`SELECT kind FROM item WHERE code IN ('PIE', 'COLA', 'YEAST') ORDER BY code`),
    ).toEqual([['external'], ['manufactured'], ['raw']])
    expect(statesOf(await importSent(bakery, 'items', table))).toEqual([
      '2 unchanged',
      '3 unchanged',
      '4 unchanged',
    ])
  })

  it('may leave the kind to the form, where all of it is raw materials', async () => {
    const table = 'MaterialCode,MaterialName,Unit\nYEAST,Yeast,g\n'
    await importSent(bakery, 'items', table, { defaultKind: 'raw' })
    expect(bakery.reader.get(`SELECT kind FROM item WHERE code = 'YEAST'`)).toEqual(['raw'])
  })

  it('may be in the order in which a recipe names a product that is new', async () => {
    const table =
      'product,product_name,output,ingredient,quantity\nPIE,Meat pie,24 each,FLOUR,2.5 kg\nPIE,,24,BUTTER,500 g\n'
    const checked = await importSent(bakery, 'boms', table)
    expect(checked.results[0]?.details).toContain('Meat pie is made as a new item')
    expect(bakery.reader.get(`SELECT kind, name, base_unit FROM item WHERE code = 'PIE'`)).toEqual([
      'manufactured',
      'Meat pie',
      'each',
    ])
    expect(statesOf(await importSent(bakery, 'boms', table))).toEqual(['2 unchanged', '3 unchanged'])
  })

  it('takes nothing out of a recipe, and says so', async () => {
    const checked = checkSent(bakery, 'boms', 'product,output,ingredient,quantity\nBREAD,100,FLOUR,50\n')
    expect(checked.notes.map(({ note }) => note)).toEqual([
      'Stays in the recipe, because an import takes nothing out: Butter, Salt.',
    ])
  })
})

describe('people', () => {
  it('lose sessions, badge and PIN when a table ends their work, and get no password from it', async () => {
    const { central, reader, thandi } = bakery
    await central.batch([
      {
        sql: uncatalogued(`UPDATE person SET pin_verifier = 'x', session_version = 7 WHERE id = ?1`),
        args: [thandi],
      },
      {
        sql: uncatalogued(`INSERT INTO badge (code_hash, person, issued_at) VALUES (?2, ?1, 1)`),
        args: [thandi, 'a'.repeat(64)],
      },
    ])
    await importSent(bakery, 'people', 'login,active\nthandi,no\n')
    expect(
      reader.get(
        'SELECT is_active, pin_verifier, session_version, password_hash FROM person WHERE id = ?1',
        thandi,
      ),
    ).toEqual([0, null, 8, null])
    expect(reader.get('SELECT revoked_at IS NOT NULL FROM badge')).toEqual([1])
  })
})

describe('half a table', () => {
  it('is never written: one row that the book refuses takes all of it back', async () => {
    const checked = checkSent(bakery, 'items', 'code,name,kind,unit\nA,a,raw,kg\nB,b,raw,kg\n')
    // Somebody adds B meanwhile.
    await importSent(bakery, 'items', 'code,name,kind,unit\nB,other,raw,kg\n')
    await expect(bakery.central.batch(checked.statements)).rejects.toThrow(/UNIQUE/)
    expect(bakery.reader.all(`SELECT code FROM item WHERE code IN ('A', 'B')`)).toEqual([['B']])
  })
})
