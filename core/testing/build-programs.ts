import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFile } from '../kernel/project-root.ts'

export interface BuiltPrograms {
  /** The built file of a source, named from the project's top folder. */
  program(source: string): string
  remove(): void
}

/**
 * Compiles some programs, and what they import, for tests that start processes: what lies in dist may be old or
 * missing. Beside the project's own package.json, so that packages and module type are found.
 */
export function buildPrograms(sources: readonly string[]): BuiltPrograms {
  const parent = projectFile('data')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, '.test-programs-'))
  const config = join(folder, 'tsconfig.json')
  writeFileSync(
    config,
    JSON.stringify({
      extends: projectFile('tsconfig.json'),
      include: [],
      files: sources.map((source) => projectFile(source)),
      compilerOptions: { outDir: folder, rootDir: projectFile() },
    }),
  )
  execFileSync(projectFile('node_modules', '.bin', 'tsc'), ['-p', config])
  return {
    program: (source) => join(folder, source.replace(/\.ts$/, '.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
