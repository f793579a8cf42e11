import Database from 'libsql'

/** The program that a start is measured against: `one-query FILE`, and nothing else. */
const database = new Database(`file:${process.argv[2] ?? ''}?mode=ro`)
database.prepare('SELECT seq FROM meta').get()
console.log('ready')
