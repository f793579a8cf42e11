import type { SqldServer } from '../sqld/supervise.ts'

/** What the gate needs of the server: where it answers now, tokens for it, and how it is. Asked at each request. */
export type ServerBehind = Pick<SqldServer, 'url' | 'readToken' | 'writeToken' | 'state'>
