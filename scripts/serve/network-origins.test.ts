import { expect, it } from 'vitest'
import { networkOrigins } from './network-origins.ts'

const OWN = ['192.168.1.5', '10.0.0.7']

it.each([
  ['127.0.0.1', []],
  ['localhost', []],
  ['[::1]', []],
  ['0.0.0.0', ['http://192.168.1.5:8080', 'http://10.0.0.7:8080']],
  ['kiosk.local', ['http://kiosk.local:8080']],
])('what listens on %s is found at %j', (host, origins) => {
  expect(networkOrigins({ host, port: 8080 }, OWN)).toEqual(origins)
})

it('leaves out the port that browsers take by themselves', () => {
  expect(networkOrigins({ host: 'kiosk.local', port: 443, scheme: 'https' }, OWN)).toEqual([
    'https://kiosk.local',
  ])
})
