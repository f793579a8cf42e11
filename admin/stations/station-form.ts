import { z } from 'zod'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { NewStation } from '../../core/stations/station-writes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Read } from '../form.ts'

const { problems } = words.screens.admin
export const TILES_MAX = 24

const named = z
  .string(problems.name)
  .toUpperCase()
  .regex(/^[A-Z0-9]{2,6}-[A-Z0-9]{1,10}$/, problems.name)

/** A new station: in which of the visitor's branches, and a name that begins with that branch's prefix. */
export function readNewStation(filled: Filled, branches: readonly Branch[]): Read<NewStation> {
  const branch = branches.find(({ id, isRetired }) => String(id) === filled['branch'] && !isRetired)
  if (branch === undefined) return { ok: false, problems: { branch: problems.branch } }
  const name = named.safeParse(filled['name'])
  if (!name.success) return { ok: false, problems: { name: name.error.issues[0]?.message ?? problems.name } }
  if (!name.data.startsWith(`${branch.prefix}-`))
    return { ok: false, problems: { name: problems.prefix(branch.prefix) } }
  return { ok: true, value: { name: name.data, branch: branch.id } }
}

/** What a press on the page of a station's tiles does: "up:12", "down:12", "off:12", "add:12". */
const press = z.string().regex(/^(?:up|down|off|add):[1-9]\d{0,14}$/)

/** The tiles after a press; undefined: this is no press of that page, or there is no room. */
export function tilesAfter(tiles: readonly ItemId[], pressed: string | undefined): ItemId[] | undefined {
  const parsed = press.safeParse(pressed)
  if (!parsed.success) return undefined
  const [deed = '', digits] = parsed.data.split(':')
  const item = Number(digits) as ItemId
  if (deed === 'add')
    return tiles.includes(item) || tiles.length >= TILES_MAX ? tiles.slice(0, TILES_MAX) : [...tiles, item]
  const index = tiles.indexOf(item)
  if (index < 0) return [...tiles]
  const others = tiles.filter((tile) => tile !== item)
  if (deed === 'off') return others
  return others.toSpliced(Math.max(0, deed === 'up' ? index - 1 : index + 1), 0, item)
}
