/** A posted document's number in its branch's series: BRA-SAL-00012. */
export function documentNumber({
  prefix,
  series,
  number,
}: {
  readonly prefix: string
  readonly series: string
  readonly number: number
}): string {
  return `${prefix}-${series}-${String(number).padStart(5, '0')}`
}
