import { words } from '../../core/words/catalogue.ts'
import { markup } from '../../station/kiosk/markup.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { tlsFolder } from '../serve/tls.ts'
import { lastDay, readSheetStyle, sheetFacts } from './authority-site.tsx'
import { makeAuthorityOnce, readCertificate, renewServer, tlsFiles } from './authority.ts'
import { inUrl, outerAddress, type HostNames } from './host-names.ts'
import { Sheet } from './sheet.tsx'

export interface Ports {
  readonly port: number
  readonly authorityPort: number
}

/**
 * Makes the authority where there is none, and the server's certificate anew. Returns what to tell, and the sheet as a
 * page. Fails where no phone could reach this machine.
 */
export function makeCertificate({
  dataFolder,
  ports,
  hosts,
}: {
  dataFolder: string
  ports: Ports
  hosts: HostNames
}): { readonly said: readonly string[]; readonly sheet: string } {
  const { certificate } = words.phone
  const outer = outerAddress(hosts)
  if (outer === undefined) throw new StartFailure(certificate.failure.noNetwork)
  const folder = tlsFolder(dataFolder)
  const files = tlsFiles(folder)
  const isNew = makeAuthorityOnce(folder, hosts)
  const leftOut = renewServer(folder, hosts)
  const server = readCertificate(files.serverCert)
  const authority = readCertificate(files.authorityCert)
  // By number first: not every phone asks for names that end in .local.
  const reached = [inUrl(outer), ...hosts.names.filter((name) => name.endsWith('.local')).slice(0, 1)]
  const addresses = {
    authority: reached.map((host) => `http://${host}:${ports.authorityPort}/`),
    phone: reached.map((host) => `https://${host}:${ports.port}/phone`),
  }
  const sheet = <Sheet facts={sheetFacts(authority)} addresses={addresses} style={readSheetStyle()} />
  return {
    said: [
      isNew ? certificate.made(files.authorityCert) : certificate.kept(files.authorityCert),
      ...(isNew ? [certificate.keySecret(files.authorityKey)] : []),
      certificate.renewed(lastDay(server)),
      certificate.good,
      ...[...hosts.names, ...hosts.addresses].filter((name) => !leftOut.includes(name)).map(certificate.name),
      ...(leftOut.length > 0 ? [certificate.leftOut(leftOut.join(', '))] : []),
    ],
    sheet: `<!doctype html>${markup(sheet)}`,
  }
}
