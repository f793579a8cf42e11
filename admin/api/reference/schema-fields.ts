import type { Json, OpenApi } from '../openapi/document.ts'

/** One field of a body or an answer, by its whole name: lines[].quantity */
export interface SchemaField {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly isCost: boolean
  readonly about: string | undefined
}

const DEPTH_MAX = 4
const REF = '#/components/schemas/'

/** The fields of a schema, those of what it holds after their owner. Named schemas of figures are not opened. */
export function fieldsOf(schema: Json, { components }: OpenApi): SchemaField[] {
  const resolve = (one: Json): Json => {
    const name = nameOf(one)
    return name === undefined ? one : (components.schemas[name] ?? {})
  }
  const walk = (one: Json, prefix: string, depth: number): SchemaField[] => {
    const owner = resolve(one)
    const required = (owner['required'] ?? []) as readonly string[]
    return Object.entries((owner['properties'] ?? {}) as Record<string, Json>).flatMap(([name, field]) => {
      const known = { ...resolve(field), ...field }
      const whole = prefix + name
      const entry: SchemaField = {
        name: whole,
        type: typeOf(field),
        isRequired: required.includes(name),
        isCost: known['x-cost'] === true,
        about: typeof known['description'] === 'string' ? known['description'] : undefined,
      }
      const inner = FIGURES.has(entry.type) || depth >= DEPTH_MAX ? undefined : innerOf(field, resolve)
      return [entry, ...(inner === undefined ? [] : walk(inner.schema, whole + inner.mark, depth + 1))]
    })
  }
  return walk(schema, '', 0)
}

/** Explained once for the whole reference. */
const FIGURES: ReadonlySet<string> = new Set(['Money', 'Quantity', 'ItemLabel', 'Place', 'AccountLabel'])

function nameOf(schema: Json): string | undefined {
  const ref = schema['$ref']
  return typeof ref === 'string' ? ref.replace(REF, '') : undefined
}

/** What an object or a list holds. */
function innerOf(
  field: Json,
  resolve: (one: Json) => Json,
): { readonly schema: Json; readonly mark: string } | undefined {
  const one = withoutNull(field)
  const known = resolve(one)
  if (known['type'] === 'array') return { schema: (known['items'] ?? {}) as Json, mark: '[].' }
  return known['properties'] === undefined ? undefined : { schema: one, mark: '.' }
}

function withoutNull(field: Json): Json {
  const ways = field['anyOf'] as readonly Json[] | undefined
  return ways?.find(({ type }) => type !== 'null') ?? field
}

function typeOf(field: Json): string {
  const ways = field['anyOf'] as readonly Json[] | undefined
  if (ways !== undefined) return [...new Set(ways.map((way) => typeOf(way)))].join(' | ')
  const name = nameOf(field)
  if (name !== undefined) return name
  const { type, items, format, enum: choices } = field
  if (type === 'array') return `${typeOf((items ?? {}) as Json)}[]`
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(' | ')
  const plain = typeof type === 'string' ? type : 'object'
  return typeof format === 'string' ? `${plain} (${format})` : plain
}
