import type { lookup } from 'node:dns'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReceiver, type Receiver } from '../testing/hook-receiver.ts'
import { isPrivateAddress, readHookUrl } from './hook-url.ts'
import { retryDelay } from './retry-times.ts'
import { sendDelivery, type Line } from './send-delivery.ts'

describe('the address of another system', () => {
  test.each([
    ['https://example.com/hook?key=1#top', 'https://example.com/hook?key=1'],
    ['https://93.184.216.34:8443/', 'https://93.184.216.34:8443/'],
    ['https://[2606:2800:220:1::1]/x', 'https://[2606:2800:220:1::1]/x'],
  ])('%s is one', (text, url) => {
    expect(readHookUrl(text, { allowsPrivate: false })).toEqual({ ok: true, url })
  })

  test.each([
    ['', 'not_an_address'],
    ['example.com', 'not_an_address'],
    ['file:///etc/passwd', 'not_an_address'],
    ['ftp://example.com/', 'not_an_address'],
    [`https://example.com/${'x'.repeat(500)}`, 'not_an_address'],
    ['http://example.com/', 'not_https'],
    ['http://10.0.0.1/', 'not_https'],
    ['http://127.example.com/', 'not_https'],
    ['https://me:secret@example.com/', 'has_password'],
    ['https://10.0.0.1/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://[fd00::1]/', 'private'],
    ['http://localhost:9000/', 'private'],
    ['http://127.0.0.1:9000/', 'private'],
    ['https://printer.localhost/', 'private'],
  ])('%s is none: %s', (text, problem) => {
    expect(readHookUrl(text, { allowsPrivate: false })).toEqual({ ok: false, problem })
  })

  test.each([
    'http://localhost:9000/hook',
    'http://127.0.0.1:9000/',
    'https://10.0.0.1/',
    'http://[::1]:80/',
  ])('%s is one where that is set so', (text) => {
    expect(readHookUrl(text, { allowsPrivate: true }).ok).toBe(true)
  })

  test.each([
    ['8.8.8.8', false],
    ['172.15.0.1', false],
    ['172.16.0.1', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['224.0.0.1', true],
    ['2606:4700::1111', false],
    ['fe80::1', true],
    ['64:ff9b::a00:1', true],
    ['2002:a00:1::', true],
    ['::', true],
    ['somewhere', true],
  ])('%s is private: %s', (address, isPrivate) => {
    expect(isPrivateAddress(address)).toBe(isPrivate)
  })
})

describe('a name', () => {
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await openReceiver()
  })
  afterAll(() => receiver.close())

  const send = async (line: Partial<Line>, url: string) =>
    await sendDelivery(
      { url, secret: 's', id: '1', event: 'test', body: '{}', sentAt: 0 },
      { allowsPrivate: false, signal: new AbortController().signal, ...line },
    )
  /** A name server of whoever made the hook. */
  const pointingTo = (...addresses: string[]) =>
    ((_: string, __: object, callback: (error: null, found: object[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup

  test('that points into this machine is not connected to, whatever it was before', async () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.7', '169.254.169.254'])
      expect(await send({ lookup: pointingTo(address) }, `http://hook.example:${receiver.port}/`)).toEqual({
        kind: 'none',
        why: 'private_address',
      })
    expect(await send({}, receiver.url)).toEqual({ kind: 'none', why: 'private_address' })
    expect(receiver.received).toEqual([])
  })

  test('is connected to where that is set so', async () => {
    const line = { lookup: pointingTo('127.0.0.1'), allowsPrivate: true }
    expect(await send(line, `http://hook.example:${receiver.port}/`)).toEqual({ kind: 'status', status: 200 })
    expect(receiver.received).toHaveLength(1)
  })

  test('that nobody knows is said so', async () => {
    const lookupOf = ((_: string, __: object, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))) as unknown as typeof lookup
    expect(await send({ lookup: lookupOf }, 'https://hook.example/')).toEqual({
      kind: 'none',
      why: 'unknown_name',
    })
  })
})

test('tries come later and later, up to an hour, each a little different', () => {
  expect([1, 2, 3, 10, 40].map((tries) => retryDelay(tries, () => 1))).toEqual([
    5_000, 10_000, 20_000, 2_560_000, 3_600_000,
  ])
  expect(retryDelay(1, () => 0)).toBe(2_500)
})
