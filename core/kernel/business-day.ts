const formats = new Map<string, Intl.DateTimeFormat>()

/** The business day, YYYY-MM-DD, that a moment falls on in a time zone. Throws RangeError for an unknown zone. */
export function businessDay(atMs: number, zone: string): string {
  let format = formats.get(zone)
  if (format === undefined) {
    // en-CA writes a date as YYYY-MM-DD.
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(zone, format)
  }
  return format.format(atMs)
}
