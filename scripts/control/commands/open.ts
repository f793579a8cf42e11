import { words } from '../../../core/words/catalogue.ts'
import type { Command } from '../command.ts'

const { central: text } = words

/** Opens posting after a restore, by a person who has read what was lost. */
export const open: Command = {
  name: 'open',
  call: text.usage.open[0],
  options: {},
  takes: { least: 0, most: 0 },
  run(central, _asked, say) {
    const { kind } = central.state()
    if (kind === 'open') say(text.alreadyOpen)
    else if (kind === 'lost') {
      central.open()
      say(text.opened)
    } else say(text.cannotOpen)
    return Promise.resolve(kind === 'open' || kind === 'lost')
  },
}
