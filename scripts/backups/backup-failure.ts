import { DiskTooFull } from '../../core/backup/make-copy.ts'
import { words } from '../../core/words/catalogue.ts'
import { sizeText } from './size-text.ts'

const { failed } = words.backup

/** Why no copy was made, for a person who can do something about it. */
export function backupFailureWords(error: unknown, folder: string): string {
  if (error instanceof DiskTooFull) return failed.full(folder, sizeText(error.needed), sizeText(error.free))
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // The disk's own word, or that of a limit on this user's files.
  if (
    /ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR/.test(code) ||
    /disk is full|disk I\/O error/.test(message)
  )
    return failed.noRoomMeanwhile(folder)
  if (/EACCES|EPERM|EROFS|ENOTDIR/.test(code)) return failed.unwritable(folder)
  return failed.other(message)
}
