import { readFileSync } from 'node:fs'
import { projectFile } from './project-root.ts'

let version: string | undefined

/** The release of this program, as package.json has it: "0.1.0". */
export function programVersion(): string {
  version ??= (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string }).version
  return version
}
