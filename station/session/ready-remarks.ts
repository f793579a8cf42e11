/** Remarks that are told by one press, in the order of their digits. The words are the catalogue's. */
export const READY_REMARKS = [
  'scanner',
  'label',
  'stock',
  'missing',
  'unclear',
  'slow',
  'safety',
  'come',
] as const
export type ReadyRemark = (typeof READY_REMARKS)[number]
