import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toMatchObject({ port: 8080, host: '127.0.0.1', stations: [] })
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
  it('take a list of stations, each once', () => {
    expect(readSettings({ SCANBOOK_STATIONS: 'BRB-K1, BRA-K1,BRB-K1' }).stations).toEqual([
      'BRB-K1',
      'BRA-K1',
    ])
  })
  it.each(['a station', 'BRA-K1,', 'BRA-K1;BRB-K1', '../x'])('refuse the stations %j', (stations) => {
    expect(() => readSettings({ SCANBOOK_STATIONS: stations })).toThrow('SCANBOOK_STATIONS')
  })
  it('name every wrong one at once, in one line', () => {
    let message = ''
    try {
      readSettings({ PORT: 'http', SCANBOOK_STATIONS: 'a station' })
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain('PORT')
    expect(message).toContain('SCANBOOK_STATIONS')
    expect(message).not.toContain('\n')
  })
  it.each(['0', '65536', '80.5', '-1'])('refuse port %s', (port) => {
    expect(() => readSettings({ PORT: port })).toThrow('PORT')
  })
})
