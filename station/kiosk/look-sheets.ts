import { projectFile } from '../../core/kernel/project-root.ts'
import { TOKENS_SHEET } from '../../core/web/assets.ts'

/** The look of every page that shows a station's screen, in order: sizes, and what gives way where words are long, come last. Absolute paths. */
export const KIOSK_SHEETS: readonly string[] = [
  TOKENS_SHEET,
  ...[
    'kiosk',
    'kiosk-choices',
    'kiosk-work',
    'kiosk-questions',
    'kiosk-sizes',
    'kiosk-practice',
    'kiosk-tight',
  ].map((name) => projectFile('station', 'kiosk', 'look', `${name}.css`)),
]
