import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pictureName, type ScreenFault, type Size } from './screen-sizes.ts'

const LOOK = `body { margin: 24px; font: 16px/1.4 sans-serif; color: #14110d; background: #fffdf8 }
  nav { columns: 5 180px } h2 { margin: 32px 0 8px; font-size: 20px } .bad { color: #7d0f15 }
  figure { display: inline-block; margin: 0 16px 8px 0; vertical-align: top }
  figcaption { font-size: 14px; color: #4a4337 } img { display: block; border: 1px solid #6b6151; height: 240px }`

/** Writes the page that shows every picture by state, with what is wrong with it. Returns its path. */
export function writeContactSheet(
  folder: string,
  named: readonly string[],
  sizes: readonly Size[],
  faults: readonly ScreenFault[],
): string {
  const path = join(folder, 'index.html')
  // A page that an empty book does not have yet was not pictured.
  const states = named.filter(
    (state) =>
      sizes.some(({ name }) => existsSync(join(folder, pictureName(state, name)))) ||
      faults.some((fault) => fault.state === state),
  )
  const isBad = (state: string): boolean => faults.some((fault) => fault.state === state)
  const list = states.map(
    (state) => `<li><a href="#${state}"${isBad(state) ? ' class="bad"' : ''}>${state}</a></li>`,
  )
  const sections = states.map((state) => {
    const figures = sizes
      .filter(({ name }) => existsSync(join(folder, pictureName(state, name))))
      .map((size) => figure(state, size))
    const wrong = faults
      .filter((fault) => fault.state === state)
      .map(({ size, kind, what }) => `<li>${escapeText(`${size}: ${kind}: ${what}`)}</li>`)
    const told = wrong.length === 0 ? '' : `<ul class="bad">${wrong.join('')}</ul>`
    return `<section id="${state}"><h2>${state}</h2>${figures.join('')}${told}</section>`
  })
  const title = `${states.length} states, ${faults.length} faults`
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens: ${title}</title><style>${LOOK}</style>
<h1>${title}</h1><nav><ol>${list.join('')}</ol></nav>
${sections.join('\n')}
</html>
`,
  )
  return path
}

function figure(state: string, { name, width, height }: Size): string {
  const file = pictureName(state, name)
  const shown = `width="${Math.round((width * 240) / height)}" height="240" loading="lazy"`
  return `<figure><a href="${file}"><img src="${file}" alt="${state} at ${name}" ${shown}></a>
    <figcaption>${name}</figcaption></figure>`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
