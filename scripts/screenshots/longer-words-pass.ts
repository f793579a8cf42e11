import { words } from '../../core/words/catalogue.ts'
import { speakPseudoLanguage } from './pseudo-language.ts'
import { LONGER_WORDS } from './screen-sizes.ts'

/** A process of its own, started by `main.ts`: the words are changed before anything that speaks them is loaded. */
speakPseudoLanguage(words)
const { pictureKiosk } = await import('./kiosk-pass.ts')

const [folder = '', only = ''] = process.argv.slice(2)
process.send?.(await pictureKiosk({ sizes: [LONGER_WORDS], folder, only }))
