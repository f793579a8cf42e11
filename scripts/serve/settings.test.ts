import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toMatchObject({ port: 8080, host: '127.0.0.1', station: 'BRA-K1' })
  })
  it('take an empty variable as not set', () => {
    expect(readSettings({ PORT: '', SCANBOOK_HOST: '' })).toMatchObject({ port: 8080, host: '127.0.0.1' })
  })
  it('lie in the data folder that is named', () => {
    expect(readSettings({ SCANBOOK_DATA: '/srv/books' })).toMatchObject({
      bookPath: join('/srv/books', 'book.db'),
      outboxPath: join('/srv/books', 'outbox.db'),
    })
  })
  it('name every wrong one at once, in one line', () => {
    let message = ''
    try {
      readSettings({ PORT: 'http', SCANBOOK_STATION: 'a station' })
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain('PORT')
    expect(message).toContain('SCANBOOK_STATION')
    expect(message).not.toContain('\n')
  })
  it.each(['0', '65536', '80.5', '-1'])('refuse port %s', (port) => {
    expect(() => readSettings({ PORT: port })).toThrow('PORT')
  })
})
