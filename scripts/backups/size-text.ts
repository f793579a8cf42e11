import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'
import { words } from '../../core/words/catalogue.ts'

const MB = 1_000_000
const formats = createFormats({ currency: NO_CURRENCY })

/** "1,234 MB"; below one of them "12 KB". Rounded up. */
export function sizeText(bytes: number): string {
  const { sizes } = words.backup
  return bytes >= MB
    ? sizes.mb(formats.count(Math.ceil(bytes / MB)))
    : sizes.kb(formats.count(Math.ceil(bytes / 1000)))
}
