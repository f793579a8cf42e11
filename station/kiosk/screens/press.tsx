import type { FC, PropsWithChildren } from 'hono/jsx'
import type { StationInput } from '../../station-input.ts'

interface PressProps {
  /** What it asks of the station. Its scan texts come from keys only. */
  readonly does: Exclude<StationInput, { type: 'scan' | 'quantity' }>
  readonly kind?: 'go' | 'tile' | 'row' | 'big' | 'danger'
  readonly label?: string
}

/** A button that asks something of the station. Its id stays over a redraw, so that the focus does. */
export const Press: FC<PropsWithChildren<PressProps>> = ({ does, kind, label, children }) => (
  <button
    type="submit"
    name="press"
    value={JSON.stringify(does)}
    id={idOf(does)}
    class={kind}
    aria-label={label}
  >
    {children}
  </button>
)

function idOf(does: PressProps['does']): string {
  const [, ...rest] = Object.values(does)
  return ['press', does.type, ...rest].join('-')
}
