import { expect, it } from 'vitest'
import { createFullSyncs } from './full-syncs.ts'
import { readFirstFrame } from './replication-message.ts'

it('fills four replicas at once; the fifth waits until one has caught up or is not heard of', () => {
  let now = 0
  const syncs = createFullSyncs({ now: () => now })
  for (const station of ['K1', 'K2', 'K3', 'K4']) expect(syncs.begin(station)).toBe(true)
  expect(syncs.begin('K5')).toBe(false)
  expect(syncs.begin('K1')).toBe(true)
  syncs.end('K2')
  expect(syncs.begin('K5')).toBe(true)
  now = 29_000
  for (const station of ['K1', 'K3', 'K4', 'K9']) syncs.goesOn(station)
  expect([syncs.count(), syncs.begin('K6')]).toEqual([4, false])
  now = 31_000
  expect([syncs.begin('K6'), syncs.count()]).toEqual([true, 4])
  now = 61_000
  expect(syncs.count()).toBe(0)
})

it.each([
  ['0000000000', 0],
  ['000000000308c809', 1_224],
  ['00000000030880' + '30', 6_144],
  ['0000000002' + '0801', 1],
  ['00000000020801', 1],
  ['0000000005' + '08ffffff7f', 268_435_455],
  ['000000000a08ffffffffffffffffff', undefined],
  ['0000', undefined],
  ['', undefined],
])('the first frame of %s', (hex, frame) => {
  expect(readFirstFrame(Buffer.from(hex, 'hex'))).toBe(frame)
})
