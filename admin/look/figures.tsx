import { createContext, useContext } from 'hono/jsx'
import type { AccountLabel, PlaceLabel } from '../../core/book/move-line.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import { quantity, type DisplayUnit, type Quantity } from '../../core/kernel/quantity.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { Formats } from '../../core/words/format.ts'
import { words } from '../../core/words/catalogue.ts'

/** How this company writes figures; every page is rendered inside it. */
export const FormatsContext = createContext<Formats | undefined>(undefined)

export function useFormats(): Formats {
  const formats = useContext(FormatsContext)
  invariant(formats !== undefined, 'figures are shown inside a page')
  return formats
}

/** An amount with its currency; a negative one is a difference and is marked. */
export const Money = ({ amount }: { amount: Minor }) => (
  <span class={amount < 0 ? 'figure is-negative' : 'figure'}>{useFormats().money(amount)}</span>
)

/** An amount in one of two columns of which the other one is meant. */
export const MoneyOrNone = ({ amount }: { amount: Minor }) =>
  amount === 0 ? <None /> : <Money amount={amount} />

/** A difference that always says its direction. */
export const SignedMoney = ({ amount, isIn }: { amount: Minor; isIn: boolean }) => (
  <span class="figure">
    {isIn ? PLUS : ''}
    {useFormats().money(isIn ? amount : minor(-amount))}
  </span>
)

const PLUS = '+'

export const Amount = ({ of, unit }: { of: Quantity; unit: DisplayUnit }) => (
  <span class="figure">{useFormats().quantity(of, unit)}</span>
)

export const SignedAmount = ({ of, unit, isIn }: { of: Quantity; unit: DisplayUnit; isIn: boolean }) => (
  <span class="figure">
    {isIn ? PLUS : ''}
    {useFormats().quantity(isIn ? of : quantity(-of), unit)}
  </span>
)

/** A moment on the wall of its branch, with the year in the machine-readable time. */
export const Moment = ({ at, zone }: { at: number; zone: string }) => (
  <time class="figure" datetime={new Date(at).toISOString()}>
    {useFormats().dateTime(at, zone)}
  </time>
)

/** A business day. */
export const Day = ({ day }: { day: string }) => (
  <time class="figure" datetime={day}>
    {useFormats().day(day)}
  </time>
)

/** A name that is read as one: a number, a writer, a person's short name. */
export const Unbroken = ({ text }: { text: string | undefined }) =>
  text === undefined ? <None /> : <span class="figure">{text}</span>

/** Nothing to show in a column where others have something. */
export const None = () => <span class="none">{words.admin.lists.none}</span>

export function placeName({ kind, serial, counterpart }: PlaceLabel): string {
  const { book } = words
  if (serial !== undefined) return book.placeOfRun(serial)
  return counterpart === undefined ? book.places[kind] : book.placeTowards(book.places[kind], counterpart)
}

export function accountName({ kind, counterpart }: AccountLabel): string {
  const { book } = words
  return counterpart === undefined
    ? book.accounts[kind]
    : book.accountTowards(book.accounts[kind], counterpart)
}
