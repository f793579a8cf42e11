import { fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { projectFile } from '../../core/kernel/project-root.ts'
import { adminPictures, pictureAdmin } from './admin-pass.ts'
import { COPY_PAGES, pictureCopy } from './copy-pass.ts'
import { writeContactSheet } from './contact-sheet.ts'
import { pictureKiosk } from './kiosk-pass.ts'
import { KIOSK_STATES } from './kiosk-states.ts'
import { writeReadmePicture } from './readme-picture.ts'
import { faultLine, LONGER_WORDS, SIZES, type ScreenFault } from './screen-sizes.ts'

/** scripts/screens [folder] [--only part-of-a-name] [--readme] */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, readme: { type: 'boolean', default: false } },
})
const { only } = values
const folder = resolve(positionals[0] ?? projectFile('screens'))
const tell = (line: string): void => console.error(line)

mkdirSync(folder, { recursive: true })
const all = [...SIZES, LONGER_WORDS]
if (only === '') for (const { name } of all) rmSync(join(folder, name), { recursive: true, force: true })

tell('Every state of the kiosk ...')
const faults = await pictureKiosk({ sizes: SIZES, folder, only })
tell('The same with longer words ...')
faults.push(...(await pictureLongerWords()))
tell('Every page of the admin app ...')
faults.push(...(await pictureAdmin('demo', { sizes: SIZES, folder, only })))
tell('The same on a new book ...')
faults.push(...(await pictureAdmin('empty', { sizes: SIZES, folder, only })))
tell('And where its books are a copy ...')
faults.push(...(await pictureCopy({ sizes: SIZES, folder, only })))

const states = [
  ...KIOSK_STATES.map(({ name }) => name),
  ...adminPictures('demo'),
  ...adminPictures('empty'),
  ...COPY_PAGES.map(({ name }) => name),
]
console.log(`Pictures of every screen: ${writeContactSheet(folder, states, all, faults)}`)
if (values.readme) console.log(`The picture of the README: ${await writeReadmePicture(folder)}`)
for (const fault of faults) console.log(faultLine(fault))
if (faults.length > 0) console.log(`${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0

/** In a process of its own, where no view has taken a word of the catalogue before. */
function pictureLongerWords(): Promise<ScreenFault[]> {
  const program = fileURLToPath(new URL('./longer-words-pass.js', import.meta.url))
  const child = fork(program, [folder, only], { serialization: 'advanced' })
  return new Promise((done, fail) => {
    let found: ScreenFault[] | undefined
    child.once('message', (message) => {
      found = message as ScreenFault[]
      child.disconnect()
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      if (found === undefined) fail(new Error(`the pictures with longer words ended with ${code}`))
      else done(found)
    })
  })
}
