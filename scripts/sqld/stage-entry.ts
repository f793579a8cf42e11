import { stageBook, type StageOrder } from './stage-book.ts'

/** The program of the child that makes a book ready: `stage-entry <order as JSON>`. Sends what came of it and ends. */
const order = process.argv[2]
if (order === undefined || process.send === undefined) throw new Error('stage-entry is forked with an order')
// The parent is gone, and with it whoever would switch over to the book.
process.on('disconnect', () => process.exit(0))

const staged = await stageBook(JSON.parse(order) as StageOrder)
process.send(staged, () => process.disconnect())
