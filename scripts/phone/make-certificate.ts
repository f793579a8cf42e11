import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { words } from '../../core/words/catalogue.ts'
import { readSettings } from '../serve/settings.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { readTlsSettings } from '../serve/tls.ts'
import { readHostNames } from './host-names.ts'
import { makeCertificate } from './write-certificate.tsx'

/** Makes or renews what phones need to trust this machine, and says what to do with it. */
try {
  const { dataFolder } = readSettings(process.env)
  const tls = readTlsSettings({ ...process.env, SCANBOOK_TLS_CERT: '', SCANBOOK_TLS_KEY: '' }, dataFolder)
  const made = makeCertificate({ dataFolder, ports: tls, hosts: readHostNames() })
  const sheet = join(dataFolder, 'phone-certificate.html')
  writeFileSync(sheet, made.sheet)
  const { certificate } = words.phone
  for (const line of made.said) console.log(line)
  console.log(certificate.sheet(sheet))
  console.log(certificate.restart)
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  console.error(error.message)
  process.exit(1)
}
