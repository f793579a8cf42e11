import { chromium, type Browser } from 'playwright-core'

/** The Chromium of this machine, without a sandbox: tests run as root. `flags`: more of its command line. */
export function openBrowser(...flags: readonly string[]): Promise<Browser> {
  const executablePath = process.env['SCANBOOK_CHROMIUM'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...flags] })
}
