import Database from 'libsql'

/** node copy-book.js <book> <copy>: a copy of the book as it is at one moment, made while others write to it. */
const [book = '', copy = ''] = process.argv.slice(2)
const database = new Database(`file:${encodeURI(book)}?mode=ro`)
database.exec('PRAGMA busy_timeout = 5000')
database.prepare('VACUUM INTO ?').run(copy)
database.close()
