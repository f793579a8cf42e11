import { invariant } from '../kernel/invariant.ts'
import type { Brand } from '../kernel/brand.ts'
import type { Statement } from './statement.ts'

/** A text that may write to central. Only {@link catalogued} makes one, so that the compiler refuses every other. */
export type WriteText = Brand<string, 'WriteText'>

/** One statement of a write: a text of the catalogue and its parameters. */
export interface Write extends Statement {
  readonly sql: WriteText
}

/**
 * Who may send a text through the gate in front of central, and what of it must be the sender's own.
 * `writers`: stations and offices (documents, and what stations tell). `offices`: admin hosts only (master data).
 * `central`: nobody through the gate; the process that holds the book itself (its identity, a restore, enrolment).
 */
export interface WriteRule {
  readonly by: 'writers' | 'offices' | 'central'
  /**
   * Numbers of parameters, ?1 is 1, that must equal what the sender is enrolled as: its incarnation, its station's
   * name, its branch (not asked of a sender that serves all branches).
   */
  readonly own?: { readonly writer?: number; readonly station?: number; readonly branch?: number }
}

export interface CatalogueEntry extends WriteRule {
  /** A dotted noun and what becomes of it: 'document.posted'. */
  readonly name: string
  readonly sql: WriteText
}

const byText = new Map<string, CatalogueEntry>()
const names = new Set<string>()

/**
 * Registers a text that writes to central, whole and constant, and who may send it. Throws where the text or the name
 * is registered already: one text has one rule.
 */
export function catalogued(name: string, sql: string, rule: WriteRule): WriteText {
  invariant(!names.has(name), `the catalogue has a write called ${name} already`)
  const before = byText.get(sql)
  invariant(before === undefined, `${name} has the text of ${before?.name ?? ''}`)
  names.add(name)
  const entry: CatalogueEntry = { ...rule, name, sql: sql as WriteText }
  byText.set(sql, entry)
  return entry.sql
}

/** The entry that has exactly this text, of the modules that are loaded (core/central/all-writes.ts loads all). */
export function findWrite(sql: string): CatalogueEntry | undefined {
  return byText.get(sql)
}

/** Every registered write, in the order of registration. */
export function allEntries(): readonly CatalogueEntry[] {
  return [...byText.values()]
}
