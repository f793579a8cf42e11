import type { Hono } from 'hono'
import { invariant } from '../../core/kernel/invariant.ts'
import type { Station } from '../station.ts'
import { createPhoneApp } from './app.tsx'
import { readPhoneFiles } from './phone-files.ts'
import type { PhoneStations } from './phone-stations.ts'

export interface PhoneHostParts {
  /** The stations of the process, at least one: their books, PINs and clock are the phones' too. */
  readonly stations: readonly Station[]
  readonly phones: PhoneStations
  /** At least 32 bytes, the same after a restart: signs the cookies of phones. */
  readonly phoneKey: string
  readonly boot: string
  readonly ending: AbortSignal
  /** Where phones are served over TLS; undefined where they are not. */
  readonly tlsPort: number | undefined
  /** Where the built folder `station` lies, when not in `dist`. */
  readonly programFolder?: string
}

/** The phones of all stations of one process, under `/phone`. */
export function createPhoneHost(parts: PhoneHostParts): Hono {
  const { stations, phones, phoneKey, boot, ending, tlsPort, programFolder } = parts
  const [first] = stations
  invariant(first !== undefined, 'a host has a station')
  const { reader, clock, pins, formats, dataAsOf } = first.parts
  return createPhoneApp({
    reader,
    clock,
    pins,
    formats,
    dataAsOf,
    cookieKey: phoneKey,
    openStation: phones.open,
    branches: phones.branches,
    files: readPhoneFiles(programFolder),
    boot,
    ending,
    tlsPort,
  })
}
