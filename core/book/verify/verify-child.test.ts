import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../../testing/bakery.ts'
import { buildPrograms, type BuiltPrograms } from '../../testing/build-programs.ts'
import { postEveryEvent } from '../../testing/every-event.ts'
import { verifyInChild } from './verify-child.ts'
import { verifyBook } from './verify-book.ts'

/** No process has this number: the kernel counts to 4,194,304 (proc(5), pid_max). */
const GONE = 4_194_305
const SOURCE = 'core/book/verify/verify-entry.ts'
let built: BuiltPrograms
let entry: string
let bakery: Bakery
beforeAll(async () => {
  built = buildPrograms([SOURCE])
  entry = built.program(SOURCE)
  bakery = await openBakery()
  await postEveryEvent(bakery)
})
afterAll(() => {
  bakery.close()
  built.remove()
})

describe('verifying in a child process', () => {
  it('gives the verdict of the book while another connection holds it open', async () => {
    const { durationMs: _, ...expected } = verifyBook(bakery.reader)
    expect(await verifyInChild(bakery.path, { entry })).toMatchObject(expected)
  })

  it('rejects when there is no book', async () => {
    await expect(verifyInChild(`${bakery.path}-none`, { entry })).rejects.toThrow(/without a verdict/)
  })

  it('ends the child when nobody wants to know any more', async () => {
    const abort = new AbortController()
    const verdict = verifyInChild(bakery.path, { entry, signal: abort.signal })
    abort.abort()
    await expect(verdict).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('ends without a verdict as soon as whoever waited is gone, in the middle of the proof', async () => {
    const said: unknown[] = []
    const child = fork(entry, [bakery.path, String(GONE)], { execArgv: [] })
    child.on('message', (message) => said.push(message))
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said).toEqual([])
  })
})
