import { words } from '../core/words/catalogue.ts'
import { scanTableAsMarkdown, scanTableAsText } from './scan-table-text.ts'

const asked = process.argv.slice(2)
const isMarkdown = asked.includes('--markdown')

if (asked.some((word) => word !== '--markdown')) {
  console.error(words.scanTable.usage)
  process.exitCode = 2
} else process.stdout.write(isMarkdown ? scanTableAsMarkdown() : scanTableAsText())
