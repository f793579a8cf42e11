import { isAbsolute, resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { RunningCentral } from './running-central.ts'

/** What a person asked for, after the name of the command. */
export interface Asked {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

/** One thing that a running central does when it is told to: a row of commands.ts. */
export interface Command {
  readonly name: string
  /** How it is called, after `scripts/central`; the words are the catalogue's. */
  readonly call: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** How many words without a name it takes. */
  readonly takes: { readonly least: number; readonly most: number }
  /** Those words are files or folders, seen from where the caller stands. */
  readonly areTheyPaths?: boolean
  /** There is nothing to do it with before a book was brought here. */
  readonly needsBook?: boolean
  /** Does it, and says what came of it, line by line. Resolves to false where it was not done. */
  run(central: RunningCentral, asked: Asked, say: (line: string) => void): Promise<boolean>
}

/** Reads the arguments of a command; undefined: it is not called like that. `from`: where paths begin. */
export function readAsked(command: Command, args: readonly string[], from: string): Asked | undefined {
  try {
    const { options, takes } = command
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length < takes.least || positionals.length > takes.most) return undefined
    const asPath = (path: string): string => (isAbsolute(path) ? path : resolve(from, path))
    return {
      values: values as Asked['values'],
      positionals: command.areTheyPaths === true ? positionals.map(asPath) : positionals,
    }
  } catch {
    return undefined
  }
}
