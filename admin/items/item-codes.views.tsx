import { printedCode } from '../../core/barcodes/gtin.ts'
import type { Barcode, Item } from '../../core/items/read-item.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { useFormats } from '../look/figures.tsx'
import { TextField } from '../look/inputs.tsx'
import { Empty } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const {
  adminItems: { codes: text, barcode },
} = words

interface CodesProps {
  readonly item: Item
  readonly mayChange: boolean
  readonly barcodes: readonly Barcode[]
  readonly filled: Filled
  readonly problems: Problems
}

/** What can be scanned of an item, and a form for one more. */
export const CodesPart = (props: CodesProps) => {
  const { item, mayChange, barcodes } = props
  return (
    <section id="barcodes">
      <h2>{text.title}</h2>
      {barcodes.length === 0 ? (
        <Empty>{text.none}</Empty>
      ) : (
        <DataTable
          caption={text.title}
          columns={mayChange ? [...columnsFor(item), removeColumn(item)] : columnsFor(item)}
          entries={barcodes}
        />
      )}
      {mayChange && barcodes.length > 0 && <p class="hint off-paper">{text.removeHint}</p>}
      {mayChange && <AddBarcode {...props} />}
    </section>
  )
}

const columnsFor = (item: Item): readonly Column<Barcode>[] => [
  { label: barcode, kind: 'heading', cell: ({ code }) => <span class="figure">{printedCode(code)}</span> },
  { label: text.scanOf, cell: (one) => <ScanOf item={item} barcode={one} /> },
]

const ScanOf = ({ item, barcode: { quantity, packName } }: { item: Item; barcode: Barcode }) => {
  const formats = useFormats()
  if (quantity === undefined) return <>{item.isMeasured ? text.asks : text.onePiece}</>
  const amount = formats.quantity(quantity, item.unit)
  return <>{packName === undefined ? amount : text.pack(packName, amount)}</>
}

const removeColumn = (item: Item): Column<Barcode> => ({
  label: text.actions,
  isOffPaper: true,
  cell: ({ code }) => (
    <BookForm changes="central" isButton action={links.itemBarcodeRemoved(item.id)}>
      <input type="hidden" name="code" value={code} />
      <BookButton aria-label={text.removeLabel(printedCode(code))}>{text.remove}</BookButton>
    </BookForm>
  ),
})

const AddBarcode = ({ item, filled, problems }: CodesProps) => (
  <details
    class="adding off-paper"
    open={['barcode', 'quantity', 'packName'].some((name) => name in problems)}
  >
    <summary>{text.add}</summary>
    <BookForm changes="central" action={links.itemBarcodes(item.id)} class="form">
      <TextField
        name="barcode"
        label={barcode}
        hint={text.codeHint}
        filled={filled}
        problems={problems}
        required
        maxlength={200}
        spellcheck={false}
      />
      <TextField
        name="quantity"
        label={text.quantity(item.unit.name)}
        hint={item.isMeasured ? text.quantityHintMeasured : text.quantityHint}
        filled={filled}
        problems={problems}
        maxlength={20}
        inputmode="decimal"
      />
      <TextField
        name="packName"
        label={text.packName}
        hint={text.packNameHint}
        filled={filled}
        problems={problems}
        maxlength={60}
      />
      <p class="actions">
        <BookButton>{text.submit}</BookButton>
      </p>
    </BookForm>
  </details>
)
