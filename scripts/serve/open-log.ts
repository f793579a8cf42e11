import { pino, type Logger } from 'pino'

/** The log of a program, on its standard output: `SCANBOOK_LOG` says from which level on. */
export function openLog(): Logger {
  return pino({ level: process.env['SCANBOOK_LOG'] ?? 'warn' })
}
