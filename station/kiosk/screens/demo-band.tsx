import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'

/** Over every screen of a demo: nobody may take it for the work of a real day. */
export const DemoBand: FC<{ isDemo: boolean }> = ({ isDemo }) =>
  isDemo ? (
    <aside class="demo-band" aria-label={words.shared.demo}>
      {words.shared.demo}
    </aside>
  ) : null
