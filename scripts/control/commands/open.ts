import { words } from '../../../core/words/catalogue.ts'
import type { Command } from '../command.ts'

const { central: text } = words

/** Opens posting after a restore, by a person who has read what was lost. */
export const open: Command = {
  name: 'open',
  call: text.usage.open[0],
  options: {},
  takes: { least: 0, most: 0 },
  async run(central, _asked, say) {
    const { kind } = central.state()
    if (kind === 'lost') await central.open()
    say(kind === 'lost' ? text.opened : kind === 'open' ? text.alreadyOpen : text.cannotOpen)
    return kind === 'open' || kind === 'lost'
  },
}
