import { words } from '../../core/words/catalogue.ts'
import { GateRefusal } from './gate-refusal.ts'

/**
 * How long a question may be. Its server reads a text of 32,000 chained terms so deep that its stack overflows and it
 * dies; 16,000 (a text of 32,000 characters) went well, and this is half of that.
 */
export const READ_TEXT_MAX = 16_384

/** What takes a lock, looks into the server or changes its connection begins otherwise. */
const ASKS = /^\s*(?:select|with)\b/i

/**
 * What a question may name nowhere, not even in a text or a quoted name: functions and tables of this server by which
 * one that may only read reads and writes files beside the book, or changes how the server works. (Measured: with a
 * token that may only read, `SELECT writefile(…)` writes.)
 */
const BEYOND_THE_BOOK = new Set([
  'readfile',
  'writefile',
  'fsdir',
  'lsmode',
  'edit',
  'zipfile',
  'load_extension',
  'fts3_tokenizer',
  'fts3tokenize',
  'geopoly_debug',
  'sha3_query',
  'eval',
  'carray',
  'sqlite_log',
  'sqlite_stmt',
  'sqlite_dbpage',
  'sqlite_crypt',
  'sqlite3mc_config',
  'sqlite3mc_config_table',
  'sqlite3mc_codec_data',
])
const NAME = /[a-z_][a-z0-9_$]*/g

/** Throws what the sender has to know unless a text may be asked of the server with a token that may only read. */
export function requirePlainRead(text: string): void {
  if (text.length > READ_TEXT_MAX)
    throw new GateRefusal('GATE_TOO_LARGE', words.gate.readTooLong(READ_TEXT_MAX))
  if (!ASKS.test(text) || namesIn(text).some(reachesBeyond))
    throw new GateRefusal('GATE_STATEMENT_UNKNOWN', words.gate.notARead)
}

/** SQL compares names without regard to case, in ASCII alone. */
function namesIn(text: string): readonly string[] {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).match(NAME) ?? []
}

/** What a replica asks to know how large it will be. They say nothing else, and change nothing. */
const SIZES = new Set(['pragma_page_count', 'pragma_page_size'])

/** Whether a name belongs to what a question may not name. */
export function reachesBeyond(name: string): boolean {
  return BEYOND_THE_BOOK.has(name) || (name.startsWith('pragma_') && !SIZES.has(name))
}
