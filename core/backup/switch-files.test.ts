import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearStage, finishSwitch, switchToStage } from './switch-files.ts'

const OLD = ['book.db-wal', 'book.db', 'outbox.db', 'pin.key'] as const
const NEW = ['book.db', 'outbox.db', 'pin.key'] as const
const STAMP = '20261120T120000Z'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-switch-'))
  for (const name of OLD) writeFileSync(join(folder, name), 'old')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const contentOf = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8')

function stageNew(): string {
  const stage = clearStage(folder)
  for (const name of NEW) writeFileSync(join(stage, name), 'new')
  return stage
}

function expectSwitched(): void {
  expect(NEW.map((name) => contentOf(name))).toEqual(NEW.map(() => 'new'))
  expect(OLD.map((name) => contentOf(`replaced-${STAMP}`, name))).toEqual(OLD.map(() => 'old'))
  expect(readdirSync(folder).toSorted()).toEqual([...NEW, `replaced-${STAMP}`].toSorted())
}

describe('the switch of a restore', () => {
  it('puts what is new in place and keeps what was there, logs and all', () => {
    stageNew()
    expect(switchToStage(folder, STAMP)).toBe(join(folder, `replaced-${STAMP}`))
    expectSwitched()
  })

  it('is nothing when it was cut off before it was decided', () => {
    stageNew()
    finishSwitch(folder)
    expect(readdirSync(folder).toSorted()).toEqual([...OLD].toSorted())
  })

  const steps = [...OLD.map((name) => ['leaves', name]), ...NEW.map((name) => ['comes', name])]
  it.each(steps.map((_, index) => index))('is done to its end when it was cut off after step %i', (done) => {
    const stage = stageNew()
    const decided = { replaced: `replaced-${STAMP}`, leaving: OLD, coming: NEW }
    writeFileSync(join(stage, 'decided.json'), JSON.stringify(decided))
    mkdirSync(join(folder, `replaced-${STAMP}`))
    for (const [what, name = ''] of steps.slice(0, done))
      if (what === 'leaves') renameSync(join(folder, name), join(folder, `replaced-${STAMP}`, name))
      else renameSync(join(stage, name), join(folder, name))
    finishSwitch(folder)
    expectSwitched()
    finishSwitch(folder)
    expectSwitched()
  })

  it('follows no name out of the folder', () => {
    const stage = stageNew()
    writeFileSync(
      join(stage, 'decided.json'),
      JSON.stringify({ replaced: '../elsewhere', leaving: [], coming: [] }),
    )
    expect(() => finishSwitch(folder)).toThrow('replaced')
    expect(existsSync(join(folder, '..', 'elsewhere'))).toBe(false)
  })
})
