import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { findAxeFaults } from './axe-faults.ts'
import { ADMIN_RULES, findLayoutFaults, KIOSK_RULES } from './layout-faults.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 800, height: 600 } })
})
afterAll(() => browser.close())

const LOOK = `* { box-sizing: border-box }
  body { margin: 0; font: 20px/1.3 sans-serif; font-variant-numeric: tabular-nums }
  button, select, input { font: inherit; height: 64px; min-width: 64px }`

async function faultsOf(html: string, rules = KIOSK_RULES): Promise<string[]> {
  await page.setContent(`<!doctype html><html lang="en"><title>t</title><style>${LOOK}</style>${html}</html>`)
  return (await findLayoutFaults(page, rules)).map(({ kind, what }) => `${kind}: ${what}`)
}

describe('a good page', () => {
  it.each([
    ['text that wraps', '<p style="width: 200px">White bread, sliced, from the big oven in the corner</p>'],
    [
      'large print in tight lines',
      '<p style="font-size: 60px; line-height: 0.9; overflow: hidden; padding: 10px">Ágp</p>',
    ],
    [
      'buttons side by side',
      '<div style="display: flex; gap: 8px"><button>One</button><button>Two</button></div>',
    ],
    [
      'a paged list that hides rows',
      '<ol style="height: 60px; overflow: hidden"><li>1</li><li hidden>2</li></ol>',
    ],
    [
      'what is only heard',
      '<p style="position: absolute; width: 1px; clip-path: inset(50%)">Added, White bread</p>',
    ],
    [
      'an icon over text',
      '<p>Bread</p><b aria-hidden="true" style="position: absolute; top: 20px; left: 8px">✓</b>',
    ],
    [
      'a long context told whole elsewhere',
      '<p data-may-cut style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Corner Café</p>',
    ],
    [
      'an open drawer',
      '<p>Bread</p><div data-may-cover style="position: absolute; top: 0; background: white">Samples of codes</div>',
    ],
    ['a word within words', '<p>Now <strong>12</strong> there</p>'],
    ['a chosen order', '<select style="width: 300px"><option>Corner Café</option></select>'],
    ['a disabled small button', '<button disabled style="width: 20px; min-width: 0; height: 20px"></button>'],
  ])('has no fault: %s', async (_, html) => {
    expect(await faultsOf(html)).toEqual([])
  })

  it('may be long, and wide inside a box that scrolls, where scrolling is allowed', async () => {
    const wide = '<div style="overflow: auto"><p style="width: 1200px; text-align: right">Total</p></div>'
    expect(await faultsOf(`${wide}<p style="margin-top: 900px">The end</p>`, ADMIN_RULES)).toEqual([])
  })
})

describe('text that is cut', () => {
  it.each([
    [
      'off the right side',
      '<p style="white-space: nowrap; margin-left: 780px">Bread</p>',
      'text is cut: p "Bread"',
    ],
    ['under the screen', '<p style="position: fixed; top: 590px">Bread</p>', 'text is cut: p "Bread"'],
    [
      'by dots',
      '<p style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Corner Café</p>',
      'text is cut: p "Corner Café"',
    ],
    [
      'by a box around it',
      '<div style="height: 30px; overflow: hidden"><p style="margin: 0">One</p><p id="b">Two</p></div>',
      'text is cut: p#b "Two"',
    ],
    [
      'by a number of lines',
      '<p style="width: 80px; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 1; -webkit-box-orient: vertical">Bread and butter</p>',
      'text is cut: p "Bread and butter"',
    ],
    [
      'at its feet',
      '<p style="height: 14px; overflow: hidden; margin: 9px 0">gypsum</p>',
      'text is cut: p "gypsum"',
    ],
    [
      'in a dropdown',
      '<select style="width: 120px"><option>Corner Café, Brixton</option></select>',
      'text is cut: select "Corner Café, Brixton"',
    ],
    [
      'in a field',
      '<input aria-label="Name" style="width: 90px" value="White bread, sliced">',
      'text is cut: input "White bread, sliced"',
    ],
  ])('is found: %s', async (_, html, fault) => {
    expect(await faultsOf(html)).toContain(fault)
  })
})

describe('texts that overlap', () => {
  it('is found with both of them', async () => {
    expect(await faultsOf('<p>White bread</p><p style="margin-top: -42px">Brown bread</p>')).toEqual([
      'texts overlap: p "White bread" and p "Brown bread"',
    ])
  })

  it('is found also where one hides the other', async () => {
    const box = 'position: absolute; inset: 0 auto auto 0; width: 300px; height: 80px; background: #fff'
    expect(await faultsOf(`<p>White bread</p><div class="mark" style="${box}"></div>`)).toEqual([
      'text is covered: p "White bread" by div.mark ""',
    ])
  })

  it('is found also where what hides it lets touches through', async () => {
    const mark = 'position: absolute; inset: 0 auto auto 0; width: 300px; height: 80px; background: #fff'
    const faults = await faultsOf(`<p>White bread</p><div style="${mark}; pointer-events: none"></div>`)
    expect(faults).toEqual(['text is covered: p "White bread" by div ""'])
  })

  it('is not found where a clear layer lies over text, as over a row that is one link', async () => {
    expect(await faultsOf('<p>White bread</p><div style="position: absolute; inset: 0"></div>')).toEqual([])
  })
})

describe('targets', () => {
  it.each([
    ['small', '<button style="height: 63px">Accept</button>', 'small target: button "Accept": '],
    ['small, a link', '<a href="/">Home</a>', 'small target: a "Home": '],
    [
      'close',
      '<button>One</button><br><button>Two</button>',
      'targets too close: button "One" and button "Two": 0 px',
    ],
    [
      'off the screen',
      '<button style="position: fixed; left: 760px"></button>',
      'target is off the screen: button ""',
    ],
  ])('that are %s are found', async (_, html, fault) => {
    expect((await faultsOf(html)).filter((found) => found.startsWith(fault))).toHaveLength(1)
  })

  it('count with the word beside them', async () => {
    const label =
      '<label style="display: flex; height: 64px; width: 200px"><input type="checkbox" style="height: 20px; min-width: 0"> Waste</label>'
    expect(await faultsOf(label)).toEqual([])
  })
})

describe('scrolling', () => {
  it.each([
    ['sideways', '<div style="width: 900px; height: 10px"></div>', ['scrolls sideways: the page, by 100 px']],
    ['down', '<div style="height: 700px"></div>', ['scrolls: the page, by 100 px']],
    [
      'in a box',
      '<div id="box" style="height: 50px; overflow: auto"><div style="height: 60px"></div></div>',
      ['scrolls: div#box ""'],
    ],
  ])('%s is found', async (_, html, faults) => {
    expect(await faultsOf(html)).toEqual(faults)
  })

  it('is not found where the page clips what is below: what is missed there is found as cut', async () => {
    const clipping = '<style>body { height: 600px; overflow: hidden }</style>'
    expect(await faultsOf(`${clipping}<div style="height: 700px"></div>`)).toEqual([])
    expect(await faultsOf(`${clipping}<p style="margin-top: 620px">Bread</p>`)).toEqual([
      'text is cut: p "Bread"',
    ])
  })

  it('sideways is found also where pages may be long', async () => {
    expect(await faultsOf('<div style="width: 900px; height: 900px"></div>', ADMIN_RULES)).toEqual([
      'scrolls sideways: the page, by 100 px',
    ])
  })
})

describe('small print', () => {
  it('is found anywhere, and earlier at what has to be large', async () => {
    const last = '<section class="last"><p class="name" style="font-size: 47px">Bread</p></section>'
    expect(await faultsOf(`<p style="font-size: 15px">BRA-K1</p>${last}`)).toEqual([
      'small print: p "BRA-K1": 15 px',
      'small print: p.name "Bread": 47 px, not 48',
    ])
  })
})

describe('axe', () => {
  const grey =
    '<!doctype html><html lang="en"><title>t</title><main><h1>Bread</h1><p style="color: #666">White</p></main>'
  it('wants contrast 7:1 of the kiosk and 4.5:1 of the admin app', async () => {
    await page.setContent(grey)
    expect((await findAxeFaults(page, true)).map(({ kind }) => kind)).toEqual([
      'axe: color-contrast-enhanced',
    ])
    expect(await findAxeFaults(page, false)).toEqual([])
  })
})
