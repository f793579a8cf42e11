import { words } from '../core/words/catalogue.ts'
import { askCentral } from './control/ask-central.ts'
import { centralFolder } from './control/central-folder.ts'

const say = (line: string): void => console.log(line)
const [name, ...args] = process.argv.slice(2)

if (name === '--help' || name === '-h') say(words.central.help)
else if (name !== undefined) {
  const from = process.env['SCANBOOK_CALLER'] ?? process.cwd()
  process.exitCode = await askCentral(centralFolder(process.env), { name, args, from }, say)
} else await serve()

/** Serves; what a person has to change first is one line, without a stack. */
async function serve(): Promise<void> {
  // Whoever only asks does not wait for all that serving needs.
  const [{ serveCentral }, { StartFailure }, { ServerFailure }] = await Promise.all([
    import('./control/serve-central.ts'),
    import('./serve/start-failure.ts'),
    import('./sqld/server-failure.ts'),
  ])
  try {
    await serveCentral(say)
  } catch (error) {
    if (!(error instanceof StartFailure || error instanceof ServerFailure)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
