import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tlsFiles } from '../phone/authority.ts'
import { hostNames } from '../phone/host-names.ts'
import { makeCertificate } from '../phone/write-certificate.tsx'
import { openTls, readTlsSettings, tlsFolder } from '../serve/tls.ts'
import { listenGate } from './listen-gate.ts'
import { openGateBefore } from './testing/served-gate.ts'

const NETWORK = { address: '192.168.1.20', family: 'IPv4', internal: false } as const

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-gate-tls-'))
  makeCertificate({
    dataFolder: folder,
    ports: { port: 1, authorityPort: 2 },
    hosts: hostNames('central', [NETWORK]),
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('serves over HTTPS with the certificate that it is given, and nobody in plain text', async () => {
  const tls = openTls(readTlsSettings({}, folder))
  const before = await openGateBefore({
    url: '',
    readToken: () => '',
    writeToken: () => '',
    state: () => ({ kind: 'ready', since: 0, why: '', starts: 1 }),
  })
  const listening = await listenGate(before.gate, { port: 0, host: '127.0.0.1', tls })
  const ca = readFileSync(tlsFiles(tlsFolder(folder)).authorityCert)
  const body = await new Promise<string>((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port: listening.port, path: '/health', servername: 'localhost', ca },
      (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.once('end', () => resolve(text))
      },
    )
    asking.once('error', reject)
    asking.end()
  })
  expect(body).toBe('{"status":"ok"}')
  await expect(fetch(`http://127.0.0.1:${listening.port}/health`)).rejects.toThrow('fetch failed')
  await listening.close()
  await before.stop()
})

it('says which port is taken', async () => {
  const before = await openGateBefore({
    url: '',
    readToken: () => '',
    writeToken: () => '',
    state: () => ({ kind: 'ready', since: 0, why: '', starts: 1 }),
  })
  const port = Number(new URL(before.url).port)
  await expect(listenGate(before.gate, { port, host: '127.0.0.1', tls: undefined })).rejects.toThrow(
    String(port),
  )
  await before.stop()
})
