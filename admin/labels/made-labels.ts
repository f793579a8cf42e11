import { z } from 'zod'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { Reader } from '../../core/database/reader.ts'
import { quantity, type Quantity } from '../../core/kernel/quantity.ts'
import {
  gtinOfLot,
  LOT_PATTERN,
  LOT_QUANTITY_MAX,
  makeLabels,
  type LabelDetails,
} from '../../core/labels/label-kinds.ts'
import { LABEL_SIZES, labelsPerPage } from '../../core/labels/label-sizes.ts'
import { asSquare, type Label } from '../../core/labels/label.ts'
import {
  LabelTooSmall,
  layOutLabel,
  type LaidOutLabel,
  type Printing,
} from '../../core/labels/lay-out-label.ts'
import { readLabelledItem, type LabelledItem } from '../../core/labels/read-labelled-items.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import { CHOSEN_MAX, LABELS_MAX, type AskedLabels } from './asked-labels.ts'

const { adminLabels: text, book } = words

/** An item of the list that is to be printed. */
export interface ChosenItem {
  readonly item: LabelledItem
  readonly copies: number
}

/** A label, and how many of it. */
export interface MadeLabel {
  readonly laidOut: LaidOutLabel
  readonly copies: number
}

/** What an address asks for, as far as it can be made, and what is wrong with the rest. */
export interface MadeLabels {
  readonly chosen: readonly ChosenItem[]
  readonly labels: readonly MadeLabel[]
  readonly total: number
  /** Labels of the first sheet that are left empty. */
  readonly used: number
  /** Beside the field that is wrong. Nothing is printed while there is one. */
  readonly problems: Readonly<Record<string, string>>
  /** What is left out, or said in words only. */
  readonly remarks: readonly string[]
}

interface Making {
  readonly reader: Reader
  readonly branches: readonly Branch[]
  readonly formats: Formats
  readonly printing: Printing
}

/** Makes the labels an address asks for. An item that is not there, or not the visitor's, is left out of the list. */
export async function makeAskedLabels(asked: AskedLabels, making: Making): Promise<MadeLabels> {
  const { reader, branches, formats, printing } = making
  const branch = shelfBranch(asked, branches)
  const chosen = asked.chosen.flatMap(({ item, copies }) => {
    const read = readLabelledItem(reader, item, branch?.id)
    return read === undefined ? [] : [{ item: read, copies }]
  })
  const read = readDetails(asked, chosen, branch, formats)
  const problems = { ...read.problems, ...countProblem(asked, chosen, formats) }
  const isMade = Object.keys(problems).length === 0
  const made = isMade
    ? await Promise.all(chosen.map((one) => labelsOf(one, asked, read.detailsOf(one.item), making, printing)))
    : []
  const labels = made.flatMap((one) => one.labels)
  const total = labels.reduce((sum, { copies }) => sum + copies, 0)
  const tooMany = total > LABELS_MAX
  return {
    chosen,
    labels: tooMany ? [] : labels,
    total,
    used: LABEL_SIZES[asked.size].sheet === undefined ? 0 : Number(asked.used),
    problems: tooMany
      ? { ...problems, copies: text.tooMany(formats.count(LABELS_MAX), formats.count(total)) }
      : problems,
    remarks: made.flatMap((one) => one.remarks),
  }
}

/** Whose reorder points a shelf label says. */
export function shelfBranch({ branch }: AskedLabels, branches: readonly Branch[]): Branch | undefined {
  return branches.find(({ prefix }) => prefix === branch) ?? branches[0]
}

const day = z.iso.date()

/** Reads what was typed; says what is wrong by field. Fields that the kind of label does not have are not looked at. */
function readDetails(
  asked: AskedLabels,
  chosen: readonly ChosenItem[],
  branch: Branch | undefined,
  formats: Formats,
) {
  const problems: Record<string, string> = {}
  const isLot = asked.kind === 'lot'
  const usedMost = labelsPerPage(LABEL_SIZES[asked.size]) - 1
  if (!/^\d{0,3}$/.test(asked.used) || Number(asked.used) > usedMost)
    problems['used'] = text.usedWrong(formats.count(usedMost))
  if (isLot && asked.lot !== '' && !LOT_PATTERN.test(asked.lot)) problems['lot'] = text.lotWrong
  if (isLot && asked.expires !== '' && !day.safeParse(asked.expires).success)
    problems['expires'] = text.expiresWrong
  const quantities = new Map<LabelledItem, Quantity>()
  if (isLot && asked.quantity !== '')
    for (const { item } of chosen) {
      const typed = formats.parseQuantity(asked.quantity, item.unit)
      const most = LOT_QUANTITY_MAX[item.unit.base]
      if (typed.ok && typed.value > 0 && typed.value <= most) quantities.set(item, typed.value)
      else problems['quantity'] = text.quantityWrong(item.name, formats.quantity(quantity(most), item.unit))
    }
  const place = book.places[asked.place]
  const detailsOf = (item: LabelledItem): LabelDetails => ({
    place: branch === undefined ? place : text.said.place(place, branch.prefix),
    lot: isLot && asked.lot !== '' ? asked.lot : undefined,
    expiresOn: isLot && asked.expires !== '' ? asked.expires : undefined,
    quantity: quantities.get(item),
  })
  return { problems, detailsOf }
}

function countProblem(
  asked: AskedLabels,
  chosen: readonly ChosenItem[],
  formats: Formats,
): Record<string, string> {
  const copies = chosen.reduce((sum, one) => sum + one.copies, 0)
  if (copies > LABELS_MAX) return { copies: text.tooMany(formats.count(LABELS_MAX), formats.count(copies)) }
  return asked.chosen.length >= CHOSEN_MAX ? { text: text.tooManyItems(formats.count(CHOSEN_MAX)) } : {}
}

/** The labels of one item, and what could not be made of it. */
async function labelsOf(
  { item, copies }: ChosenItem,
  { kind, size, symbol }: AskedLabels,
  details: LabelDetails,
  { formats }: Making,
  printing: Printing,
): Promise<{ labels: MadeLabel[]; remarks: string[] }> {
  const contents = copies === 0 ? [] : makeLabels(kind, item, details, formats)
  const remarks = remarksOn(kind, item, contents.length, copies)
  const labels: MadeLabel[] = []
  for (const content of contents) {
    const label: Label = {
      ...content,
      size: LABEL_SIZES[size],
      symbol: symbol === 'square' ? asSquare(content.symbol) : content.symbol,
    }
    try {
      labels.push({ laidOut: await layOutLabel(label, printing), copies })
    } catch (error) {
      const { room, drawn } = text.without
      remarks.push(error instanceof LabelTooSmall ? room(item.name) : drawn(item.name))
    }
  }
  return { labels, remarks }
}

function remarksOn(kind: AskedLabels['kind'], item: LabelledItem, made: number, copies: number): string[] {
  if (copies === 0) return []
  if (kind === 'pack' && made === 0) return [text.without.pack(item.name)]
  if (kind === 'lot' && gtinOfLot(item) === undefined) return [text.without.lot(item.name)]
  return []
}
