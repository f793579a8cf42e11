import { join, resolve } from 'node:path'

/** The folder of central, seen from where the caller stands. */
export function centralFolder(env: Readonly<Record<string, string | undefined>>): string {
  return resolve(env['SCANBOOK_CALLER'] ?? '.', env['SCANBOOK_CENTRAL_DATA'] || 'central-data')
}

/** Where the running central hears commands. */
export const controlSocket = (folder: string): string => join(folder, 'control.sock')
