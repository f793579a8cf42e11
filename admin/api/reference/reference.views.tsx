import { words } from '../../../core/words/catalogue.ts'
import { DataTable, type Column } from '../../look/data-table.tsx'
import type { Json, OpenApi } from '../openapi/document.ts'
import type { Operation } from '../operation.ts'
import { OPENAPI_PATH } from '../paths.ts'
import { curlExample } from './curl-example.ts'
import { ErrorsPart, EventsPart } from './reference-tables.views.tsx'
import { fieldsOf, type SchemaField } from './schema-fields.ts'

const { api: text, admin } = words
const { reference } = text

interface ReferenceProps {
  readonly operations: readonly Operation[]
  readonly openApi: OpenApi
}

/** Stands in the page, which is made once, where each reader sees the address by which they came. */
export const ORIGIN = 'http://origin.invalid'

/** The whole reference: how to begin, the rules, every operation, every error. */
export const ReferencePage = ({ operations, openApi }: ReferenceProps) => {
  const tags = groupByTag(operations)
  return (
    <>
      <h1>{reference.title}</h1>
      <p>{text.about}</p>
      <h2 id="start">{reference.start}</h2>
      <p>{reference.startText}</p>
      <pre>{[reference.export, curlExample(operations[0] as Operation, ORIGIN)].join('\n')}</pre>
      <p>
        <a href={OPENAPI_PATH}>{reference.openApi}</a>
      </p>
      <h2 id="rules">{reference.rules}</h2>
      <ul>
        {reference.ruleList.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      {tags.map(([tag, own]) => (
        <section>
          <h2 id={`of-${tag}`}>{text.tags[tag]}</h2>
          {own.map((operation) => (
            <OperationPart operation={operation} openApi={openApi} />
          ))}
        </section>
      ))}
      <EventsPart />
      <ErrorsPart />
    </>
  )
}

/** The contents, beside the page or above it. */
export const Contents = ({ operations }: { operations: readonly Operation[] }) => (
  <nav class="contents" aria-label={reference.contents}>
    {groupByTag(operations).map(([tag, own]) => (
      <>
        <p class="menu-heading">{text.tags[tag]}</p>
        <ul>
          {own.map(({ id }) => (
            <li>
              <a href={`#${id}`}>{text.operations[id]}</a>
            </li>
          ))}
        </ul>
      </>
    ))}
    <ul>
      <li>
        <a href="#events">{reference.events}</a>
      </li>
      <li>
        <a href="#errors">{reference.errors}</a>
      </li>
    </ul>
  </nav>
)

function groupByTag(operations: readonly Operation[]): [Operation['tag'], Operation[]][] {
  const tags = new Map<Operation['tag'], Operation[]>()
  for (const operation of operations) tags.set(operation.tag, [...(tags.get(operation.tag) ?? []), operation])
  return [...tags]
}

const OperationPart = ({ operation, openApi }: { operation: Operation; openApi: OpenApi }) => {
  const { id, method, path, roles, isKeyed } = operation
  const described = openApi.paths[path]?.[method.toLowerCase()] ?? {}
  const answers = Object.values((described['responses'] ?? {}) as Record<string, Json>)
  const parameters = (described['parameters'] ?? []) as readonly Json[]
  const body = schemaIn(described['requestBody'] as Json | undefined)
  const answer = schemaIn(answers[0])
  return (
    <article class="operation" id={id}>
      <h3>{text.operations[id]}</h3>
      <p class="address">
        <b>{method}</b> <code>{path}</code>
      </p>
      <p>
        <small>
          {reference.roles}: {roles.map((role) => admin.roles[role]).join(', ')}.{' '}
          {isKeyed && reference.needsKey}
        </small>
      </p>
      {parameters.length > 0 && (
        <DataTable caption={reference.parameters} columns={PARAMETERS} entries={parameters} />
      )}
      {body !== undefined && (
        <>
          <h4>{reference.body}</h4>
          <DataTable caption={reference.body} columns={FIELDS} entries={fieldsOf(body, openApi)} />
        </>
      )}
      <h4>{reference.example}</h4>
      <pre>{curlExample(operation, ORIGIN)}</pre>
      {answer !== undefined && (
        <details>
          <summary>{reference.answer}</summary>
          <DataTable caption={reference.answer} columns={FIELDS} entries={fieldsOf(answer, openApi)} />
        </details>
      )}
    </article>
  )
}

function schemaIn(described: Json | undefined): Json | undefined {
  const content = described?.['content'] as Readonly<Record<string, Json>> | undefined
  return content?.['application/json']?.['schema'] as Json | undefined
}

const FIELDS: readonly Column<SchemaField>[] = [
  { label: reference.name, kind: 'heading', cell: ({ name }) => <code>{name}</code> },
  { label: reference.type, cell: ({ type }) => <code>{type}</code> },
  {
    label: reference.about,
    cell: ({ isRequired, isCost, about }) =>
      [isRequired ? reference.required : undefined, isCost ? reference.costField : undefined, about]
        .filter((part) => part !== undefined)
        .join('. '),
  },
]

const PARAMETERS: readonly Column<Json>[] = [
  { label: reference.name, kind: 'heading', cell: ({ name }) => <code>{String(name)}</code> },
  {
    label: reference.place,
    cell: (parameter) => reference.inPlace[parameter['in'] as keyof typeof reference.inPlace],
  },
  {
    label: reference.about,
    cell: ({ required, description }) =>
      [required === true ? reference.required : undefined, description]
        .filter((part) => typeof part === 'string')
        .join('. '),
  },
]
