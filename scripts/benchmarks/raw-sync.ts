import { openEmbeddedReplica } from '../../core/sync/embedded-replica.ts'

/** The program of what a first sync is measured against: `raw-sync FILE URL TOKEN`, one sync and nothing else. */
const [file = '', url = '', token = ''] = process.argv.slice(2)
const feed = openEmbeddedReplica(file, { url, token })
feed.bringUpToDate()
feed.close()
