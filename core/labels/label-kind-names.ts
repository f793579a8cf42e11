/** What can be printed for an item. A new kind is a name here, a row of label-kinds.ts and its words. */
export const LABEL_KIND_NAMES = ['item', 'pack', 'shelf', 'lot', 'own'] as const
export type LabelKind = (typeof LABEL_KIND_NAMES)[number]
