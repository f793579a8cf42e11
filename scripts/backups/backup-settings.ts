import { join, resolve } from 'node:path'
import { projectFile } from '../../core/kernel/project-root.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where copies lie: `SCANBOOK_BACKUP`, or `backups` in the data folder. */
export function backupFolder(environment: Environment, dataFolder: string): string {
  const named = environment['SCANBOOK_BACKUP']
  if (named === undefined || named === '') return join(dataFolder, 'backups')
  return fromCaller(environment, named)
}

/** The data folder of this machine, as `scripts/start` takes it. */
export function dataFolderIn(environment: Environment): string {
  const named = environment['SCANBOOK_DATA']
  if (named === undefined || named === '') return projectFile('data')
  return fromCaller(environment, named)
}

/** A path as it was typed where the script was called: the scripts go to the top of the checkout. */
export function fromCaller(environment: Environment, path: string): string {
  return resolve(environment['SCANBOOK_CALLER'] ?? '', path)
}
