import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { runImport, type ImportJob } from './run-import.ts'

/**
 * The program of the importing child: gets one job, tells how far it is, asks before it writes and waits for any word,
 * sends one answer and ends.
 */
const send = process.send?.bind(process)
if (send === undefined) throw new Error('import-entry is forked')
// The scanner's process goes first.
setPriority(constants.priority.PRIORITY_LOW)

// The parent is gone, and with it whoever waited. What is not committed by now never was.
process.on('disconnect', () => process.exit(0))

const [job] = (await once(process, 'message')) as [ImportJob]
const answer = await runImport(job, {
  onProgress: (done, of) => send({ progress: { done, of } }),
  async beforeWriting() {
    const word = once(process, 'message')
    send({ isReady: true })
    await word
  },
})
send({ answer }, () => process.disconnect())
