import type { FC } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { Icon } from './screens/icon.tsx'

/** What the page's own program says beside the screen: typed keys, a silent speaker, a line that is down, a full disk. */
export const PageMessages: FC<{ label: string }> = ({ label }) => {
  const { typed, sound, link } = words.kiosk
  return (
    <aside aria-label={label}>
      <div id="typed" hidden>
        <span>{typed.label}</span>
        <b data-typed />
        <span class="hint">{typed.hint}</span>
        <button type="button" data-clear>
          {typed.clear}
        </button>
      </div>
      <p id="sound-off" class="mark" hidden>
        {sound.off}
      </p>
      <output id="line-down" class="mark" hidden>
        <Icon name="wait" /> {link.down}
      </output>
      <output id="disk-full" class="mark" hidden>
        <Icon name="look" /> {link.diskFull}
      </output>
      <p id="said" class="unseen" aria-live="assertive" />
    </aside>
  )
}
