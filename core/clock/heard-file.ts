import { z } from 'zod'
import { readNote, writeNote } from '../kernel/note-file.ts'
import type { HeardTime } from './tell-time.ts'

const schema = z.object({
  boot: z.string(),
  wall: z.number(),
  sinceBoot: z.number(),
  central: z.number(),
})

/** Where it is kept when central last said what time it was. */
export interface HeardFile {
  read(): HeardTime | undefined
  /** A power cut may take it back, or spoil it: then it is as if central had not been heard. */
  write(heard: HeardTime): void
}

/** `report` hears that the disk would not take it: the time is told all the same, until the next start. */
export function openHeardFile(path: string, report: (error: unknown) => void): HeardFile {
  return {
    read: () => readNote(path, schema),
    write(heard) {
      try {
        writeNote(path, heard)
      } catch (error) {
        report(error)
      }
    },
  }
}
