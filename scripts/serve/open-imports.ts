import { join } from 'node:path'
import { createImports, type Imports, type ImportsParts } from '../../core/data-in/imports.ts'
import { importInChild } from '../../core/data-in/import-child.ts'

const SWEEP_EVERY_MS = 60 * 60_000

export interface OpenImports {
  readonly imports: Imports
  /** Ends the sweeping; a table that is being written is not waited for: it is all there or not at all. */
  stop(): void
}

/** Tables on their way in, checked and written by a child process, kept for a day in the data folder. */
export async function openImports(
  dataFolder: string,
  parts: Omit<ImportsParts, 'folder' | 'run'>,
): Promise<OpenImports> {
  const imports = await createImports({
    ...parts,
    folder: join(dataFolder, 'uploads'),
    run: importInChild(),
  })
  const sweeping = setInterval(() => void imports.sweep().catch(parts.report), SWEEP_EVERY_MS)
  return { imports, stop: () => clearInterval(sweeping) }
}
