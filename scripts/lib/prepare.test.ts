import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// A checkout of its own, in a folder with a space, with a node and an npm that only note what they are asked.
let folder = ''
let checkout = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook prepare '))
  checkout = join(folder, 'the checkout')
  for (const name of ['core', 'station', 'admin', 'bin', 'elsewhere', 'temporary']) {
    mkdirSync(join(checkout, name), { recursive: true })
  }
  cpSync(join(import.meta.dirname, '..'), join(checkout, 'scripts'), { recursive: true })
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'core/a.ts']) write(name, '{}')
  command('node', 'case $1 in --version) echo "$FAKE_NODE" ;; *) echo "RAN $*" ;; esac')
  command(
    'npm',
    `echo "$*" >>npm-calls
case $1 in
  view) exit "$FAKE_OFFLINE" ;;
  install) [ "$FAKE_OFFLINE" = 0 ] || { echo "$FAKE_ERROR" && exit 1; }; mkdir node_modules ;;
  run) [ ! -e core/broken.ts ] || { echo 'core/broken.ts(1,1): error TS1' && exit 2; }; mkdir dist ;;
esac`,
  )
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('a first start installs, builds and serves; a second one only serves', () => {
  expect(start()).toEqual({
    status: 0,
    stdout: 'RAN --enable-source-maps dist/scripts/serve.js\n',
    stderr: 'Installing packages (first start only) ...\nBuilding ...\n',
  })
  rmSync(join(checkout, 'npm-calls'))
  expect(start()).toMatchObject({ status: 0, stderr: '' })
  expect(npmCalls()).toEqual([])
})

test.each(['v18.20.4', 'v20.18.3', 'v9.0.0', 'nonsense', ''])('node %j is too old: one line', (version) => {
  const { status, stdout, stderr } = start({ FAKE_NODE: version })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/^Node .* is too old: install Node 20\.19 or newer .*\n$/)
  expect(npmCalls()).toEqual([])
})

test.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v100.1.0'])('node %s will do', (version) => {
  expect(start({ FAKE_NODE: version }).status).toBe(0)
})

test('no network and no packages: one line with the remedy, and the next start tries again', () => {
  const { status, stderr } = start({ FAKE_OFFLINE: '1' })
  expect(status).toBe(1)
  expect(stderr.split('\n')[1]).toMatch(/^No network.*connect this machine to the internet.*The log: /)
  expect(start().status).toBe(0)
})

test('another lock file is installed anew', () => {
  start()
  write('package-lock.json', '{"changed":true}')
  expect(start().stderr).toContain('Installing packages')
})

test('a changed source is built, even when its time says it is old', () => {
  start()
  write('core/a.ts', '{ }')
  utimesSync(join(checkout, 'core/a.ts'), 0, 0)
  expect(start().stderr).toBe('Building ...\n')
  rmSync(join(checkout, 'core/a.ts'))
  expect(start().stderr).toBe('Building ...\n')
})

test('a failed build is named, never run, and built again', () => {
  start()
  write('core/broken.ts', 'x')
  for (const time of ['first', 'second']) {
    const { status, stdout, stderr } = start()
    expect({ time, status, stdout }).toEqual({ time, status: 1, stdout: '' })
    expect(stderr).toContain('The build failed: core/broken.ts(1,1): error TS1')
  }
  rmSync(join(checkout, 'core/broken.ts'))
  expect(start()).toMatchObject({ status: 0, stderr: 'Building ...\n' })
})

test('a relative data folder means one beside the caller', () => {
  command('node', 'case $1 in --version) echo v20.19.0 ;; *) echo "$SCANBOOK_DATA" ;; esac')
  expect(start({ SCANBOOK_DATA: 'my data' }).stdout).toBe(`${join(checkout, 'elsewhere', 'my data')}\n`)
  expect(start({ SCANBOOK_DATA: '/srv/book' }).stdout).toBe('/srv/book\n')
})

test('arguments reach the program as they were given', () => {
  expect(start({}, ['--json', 'a b']).stdout).toBe(
    'RAN --enable-source-maps dist/scripts/serve.js --json a b\n',
  )
})

function start(settings: Record<string, string> = {}, args: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync('../scripts/start', args, {
    cwd: join(checkout, 'elsewhere'),
    encoding: 'utf8',
    env: {
      PATH: `${join(checkout, 'bin')}:/usr/bin:/bin`,
      TMPDIR: join(checkout, 'temporary'),
      FAKE_NODE: 'v20.19.0',
      FAKE_OFFLINE: '0',
      ...settings,
    },
  })
  return { status, stdout, stderr }
}

function npmCalls(): readonly string[] {
  try {
    return readFileSync(join(checkout, 'npm-calls'), 'utf8').trimEnd().split('\n')
  } catch {
    return []
  }
}

function command(name: string, body: string): void {
  write(join('bin', name), `#!/bin/sh\n${body}\n`)
  chmodSync(join(checkout, 'bin', name), 0o755)
}

function write(name: string, text: string): void {
  writeFileSync(join(checkout, name), text)
}
