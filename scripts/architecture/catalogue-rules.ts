import { posix } from 'node:path'
import type { Hit, Rule, Source } from './source.ts'
import { findInSyntax, isProgram, isTypeScript } from './source.ts'

const CATALOGUE = 'core/database/catalogue.ts'
/** Brands a text that no catalogue has, for tests, the demo and benchmarks. */
const UNCATALOGUED = 'core/testing/uncatalogued.ts'
const ALL_WRITES = 'core/central/all-writes.ts'

const onlyTheCatalogueBrands: Rule = {
  name: 'only the catalogue makes a text that may write',
  remedy: `register it with catalogued() of ${CATALOGUE}; a test plants with uncatalogued()`,
  appliesTo: (path) => isTypeScript(path) && path !== CATALOGUE && path !== UNCATALOGUED,
  find: (source) =>
    findInSyntax(source, (hit) => ({
      TSAsExpression: (node) => {
        const type = source.text.slice(node.typeAnnotation.start, node.typeAnnotation.end)
        if (/\bWrite(?:Text)?\b/.test(type)) hit(node, `as ${type}`)
      },
    })),
}

/** Where a running Scanbook has no business with texts that the gate in front of central does not know. */
const MAY_PLANT = /^core\/testing\/|\/testing\/|^scripts\/(?:demo|benchmarks|screenshots)\/|^admin\/scope\//

const nothingPlantedAtWork: Rule = {
  name: 'only tests, the demo and benchmarks write what no catalogue has',
  remedy: `register the text with catalogued() of ${CATALOGUE}`,
  appliesTo: (path) => isProgram(path) && !MAY_PLANT.test(path) && !path.startsWith('scripts/architecture/'),
  find: (source) =>
    findInSyntax(source, (hit) => ({
      ImportDeclaration: (node) => {
        if (node.source.value.endsWith('/uncatalogued.ts')) hit(node, 'imports uncatalogued')
      },
    })),
}

/** Every file that registers writes, but is not imported by all-writes.ts. */
export function unlistedWrites(project: readonly Source[]): readonly string[] {
  const list = project.find(({ path }) => path === ALL_WRITES)
  const listed = new Set(
    Array.from((list?.text ?? '').matchAll(/^import '([^']+)'$/gm), ([, specifier]) =>
      posix.join(posix.dirname(ALL_WRITES), specifier ?? ''),
    ),
  )
  return project
    .filter((source) => isProgram(source.path) && source.path !== CATALOGUE && registers(source).length > 0)
    .map(({ path }) => path)
    .filter((path) => !listed.has(path))
}

function registers(source: Source): readonly Hit[] {
  if (!source.text.includes('catalogued')) return []
  return findInSyntax(source, (hit) => ({
    CallExpression: (node) => {
      if (source.text.slice(node.callee.start, node.callee.end) === 'catalogued') hit(node, 'catalogued')
    },
  }))
}

/** What the gate in front of central lets through is written down in one catalogue. */
export const catalogueRules: readonly Rule[] = [onlyTheCatalogueBrands, nothingPlantedAtWork]
