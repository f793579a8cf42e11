import type { Child } from 'hono/jsx'
import { isCorrectable } from '../../core/book/settle/corrected-lines.ts'
import type { CaseLine, RefusalCase } from '../../core/book/settle/read-case.ts'
import { minor } from '../../core/kernel/money.ts'
import { quantity } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, None, placeName, useFormats } from '../look/figures.tsx'
import { Empty } from '../look/pieces.tsx'
import { amountField, hasAmount, quantityField, type Sent } from './decide.ts'

const { one: text, settle } = words.adminRefusals

/** What was scanned, line by line, beside what the book says of it now. */
export const ScannedLines = ({ refusal }: { refusal: RefusalCase }) =>
  refusal.lines.length === 0 ? (
    <Empty>{text.noLines}</Empty>
  ) : (
    <DataTable caption={text.scanned} columns={columnsOf(refusal)} entries={refusal.lines} />
  )

/** The same with a field for each quantity, and for each value that may be stated. */
export const CorrectableLines = ({
  refusal,
  sent,
  problems,
}: {
  refusal: RefusalCase
  sent: Sent
  problems: ReadonlyMap<string, string>
}) => {
  const isValued = refusal.lines.some((line) => hasAmount(refusal, line))
  const columns: Column<CaseLine>[] = [
    ...columnsOf(refusal),
    {
      label: settle.quantity,
      kind: 'figure',
      cell: (line) => <QuantityInput line={line} sent={sent} problems={problems} />,
    },
    ...(isValued
      ? [
          {
            label: settle.amount,
            kind: 'figure' as const,
            cell: (line: CaseLine) =>
              hasAmount(refusal, line) ? (
                <AmountInput line={line} sent={sent} problems={problems} />
              ) : (
                <None />
              ),
          },
        ]
      : []),
  ]
  return <DataTable caption={settle.actions.correct} columns={columns} entries={refusal.lines} />
}

const QuantityInput = ({ line, sent, problems }: Typed) => {
  const formats = useFormats()
  const { item, index } = line
  if (item === undefined || !isCorrectable(line.line)) return <None />
  const name = quantityField(index)
  return (
    <TypedInput
      name={name}
      label={settle.quantityOf(item.name, item.unit.name)}
      value={sent[name] ?? formats.quantityInput(line.quantity, item.unit)}
      unit={item.unit.name}
      problem={problems.get(name)}
    />
  )
}

interface Typed {
  readonly line: CaseLine
  readonly sent: Sent
  readonly problems: ReadonlyMap<string, string>
}

const AmountInput = ({ line, sent, problems }: Typed) => {
  const formats = useFormats()
  const name = amountField(line.index)
  const { take } = line.line
  return (
    <TypedInput
      name={name}
      label={settle.amountOf(line.item?.name ?? text.notKnown)}
      value={sent[name] ?? (take.by === 'stated' ? formats.moneyInput(minor(take.amount)) : '')}
      unit={undefined}
      problem={problems.get(name)}
    />
  )
}

interface TypedInputProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly unit: string | undefined
  readonly problem: string | undefined
}

const TypedInput = ({ name, label, value, unit, problem }: TypedInputProps) => (
  <span class="typed">
    <input
      id={name}
      name={name}
      value={value}
      inputmode="decimal"
      maxlength={40}
      autocomplete="off"
      aria-label={label}
      aria-describedby={problem === undefined ? undefined : `${name}-problem`}
      aria-invalid={problem === undefined ? undefined : 'true'}
    />
    {unit !== undefined && <span class="unit">{unit}</span>}
    {problem !== undefined && (
      <span class="problem" id={`${name}-problem`} role="alert">
        {problem}
      </span>
    )}
  </span>
)

const Small = ({ children }: { children: Child }) => <small class="reason">{children}</small>

const ITEM_COLUMN: Column<CaseLine> = {
  label: text.item,
  kind: 'heading',
  cell: ({ item, line, insteadOf, by }) => {
    const formats = useFormats()
    return (
      <>
        {item?.name ?? text.notKnown}
        {line.lot !== undefined && <Small>{text.lot(line.lot)}</Small>}
        {line.expiresOn !== undefined && <Small>{text.expiresOn(formats.day(line.expiresOn))}</Small>}
        {insteadOf !== undefined && <Small>{text.insteadOf(insteadOf)}</Small>}
        {by !== undefined && <Small>{by}</Small>}
      </>
    )
  },
}
const QUANTITY_COLUMN: Column<CaseLine> = {
  label: text.quantity,
  kind: 'figure',
  cell: ({ item, quantity: scanned }) =>
    item === undefined || scanned === 0 ? <None /> : <Amount of={scanned} unit={item.unit} />,
}
const THERE_COLUMN: Column<CaseLine> = {
  label: text.there,
  kind: 'figure',
  cell: ({ item, there, drawable }) =>
    item === undefined || (there.length === 0 && drawable === undefined) ? (
      <None />
    ) : (
      <There item={item} there={there} drawable={drawable} />
    ),
}

const There = ({
  item,
  there,
  drawable,
}: Pick<CaseLine, 'there' | 'drawable'> & { item: NonNullable<CaseLine['item']> }) => {
  const formats = useFormats()
  return (
    <ul class="what">
      {there.map(({ place, quantity: held }) => (
        <li class="figure">{text.thereAt(formats.quantity(held, item.unit), placeName(place))}</li>
      ))}
      {drawable !== undefined && <li>{text.openOf(formats.quantity(drawable, item.unit))}</li>}
    </ul>
  )
}

/** What the order or run plans, has and lacks, in its own words; nothing of it where there is neither. */
function columnsOf({ entry, lines }: RefusalCase): Column<CaseLine>[] {
  const isRun = entry.run !== undefined
  const isPlanned =
    lines.some(({ planned }) => planned !== undefined) || isRun || entry.salesOrder !== undefined
  const planned = (
    label: string,
    of: (plan: NonNullable<CaseLine['planned']>) => number,
  ): Column<CaseLine> => ({
    label,
    kind: 'figure',
    cell: ({ item, planned: plan }) =>
      item === undefined || plan === undefined ? (
        <None />
      ) : (
        <Amount of={quantity(of(plan))} unit={item.unit} />
      ),
  })
  return [
    ITEM_COLUMN,
    QUANTITY_COLUMN,
    THERE_COLUMN,
    ...(isPlanned
      ? [
          planned(isRun ? text.needed : text.ordered, (plan) => plan.quantity),
          planned(isRun ? text.used : text.logged, (plan) => plan.logged),
          planned(isRun ? text.left : text.open, (plan) => Math.max(0, plan.quantity - plan.logged)),
        ]
      : []),
  ]
}
