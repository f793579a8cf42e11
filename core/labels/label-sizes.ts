/** What labels are printed on. All measures in millimetres. */
export interface LabelSize {
  readonly width: number
  readonly height: number
  /** What stays white inside its edge: no printer reaches, or cuts, to the edge exactly. */
  readonly padding: { readonly x: number; readonly y: number }
  /** Labels beside and below each other on one sheet of A4; undefined: one after the other on a roll. */
  readonly sheet: { readonly columns: number; readonly rows: number } | undefined
}

const A4 = { width: 210, height: 297 }

/** A sheet of A4 that is cut into equal labels without a margin of its own. */
function ofA4(columns: number, rows: number): LabelSize {
  return {
    width: A4.width / columns,
    height: A4.height / rows,
    // Office printers leave about four millimetres of a sheet white.
    padding: { x: 4.5, y: 4.5 },
    sheet: { columns, rows },
  }
}

function ofRoll(width: number, height: number, padding: number): LabelSize {
  return { width, height, padding: { x: padding, y: padding }, sheet: undefined }
}

/** Every size, by the name it has in addresses and in `labels.css`. A new one is a row here and a page rule there. */
export const LABEL_SIZES = {
  'a4-3x8': ofA4(3, 8),
  'a4-4x10': ofA4(4, 10),
  'roll-62x29': ofRoll(62, 29, 2),
  'roll-100x50': ofRoll(100, 50, 3),
} as const satisfies Record<string, LabelSize>
export type LabelSizeName = keyof typeof LABEL_SIZES
export const LABEL_SIZE_NAMES = Object.keys(LABEL_SIZES) as [LabelSizeName, ...LabelSizeName[]]

/** How many labels one printed page has room for. */
export function labelsPerPage({ sheet }: LabelSize): number {
  return sheet === undefined ? 1 : sheet.columns * sheet.rows
}
