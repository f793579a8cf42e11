import type { FC, PropsWithChildren } from 'hono/jsx'
import type { StationInput } from '../../station-input.ts'

/** What a button can ask: not what comes from keys, and not a PIN, which never stands in the page. */
export type Pressable = Exclude<StationInput, { type: 'scan' | 'pin' | 'touched' }>

interface PressProps {
  readonly does: Pressable
  readonly kind?: 'go' | 'with icon' | 'tile' | 'row' | 'row of' | 'big' | 'danger' | 'key'
  readonly label?: string
}

/** A button that asks something of the station. Its id stays over a redraw, so that the focus does. */
export const Press: FC<PropsWithChildren<PressProps>> = ({ does, kind, label, children }) => (
  <button type="submit" name="press" value={asSent(does)} id={idOf(does)} class={kind} aria-label={label}>
    {children}
  </button>
)

/** Nothing is sent as an empty text, as a form would. */
function asSent(does: Pressable): string {
  return JSON.stringify(does, (_, value: unknown) => value ?? '')
}

function idOf(does: Pressable): string {
  const [, ...rest] = Object.values(does)
  return ['press', does.type, ...rest].join('-').replaceAll(' ', '_')
}
