import { posix } from 'node:path'
import type { Source } from './source.ts'
import { isProgram } from './source.ts'

const IMPORTED = /^(?:import|export)\b[^;'"`]*?\bfrom '(\.[^']+)'/gm

/**
 * Files that import each other in a loop, of types as well: none of them can be read, or moved, without the others.
 * One line for each loop, with a way around it.
 */
export function findCircles(project: readonly Source[]): readonly string[] {
  const programs = project.filter(({ path }) => isProgram(path))
  const names = new Set(programs.map(({ path }) => path))
  const imports = new Map(
    programs.map(({ path, text }) => [path, importsOf(path, text).filter((one) => names.has(one))]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path)
    if (at >= 0) circles.push([...way.slice(at), path].join(' -> '))
    if (at >= 0 || done.has(path)) return
    for (const next of imports.get(path) ?? []) visit(next, [...way, path])
    done.add(path)
  }
  for (const path of names) visit(path, [])
  return circles
}

function importsOf(path: string, text: string): readonly string[] {
  return Array.from(text.matchAll(IMPORTED), ([, specifier]) =>
    posix.join(posix.dirname(path), specifier ?? ''),
  )
}
