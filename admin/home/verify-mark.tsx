import { words } from '../../core/words/catalogue.ts'
import { useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { routes } from '../paths.ts'

export interface Light {
  readonly isRunning: boolean
  readonly latest: { readonly isGreen: boolean; readonly ageMs: number; readonly detail: string } | undefined
}

/** Whether the books are right, how old that knowledge is, and a button to ask again. */
export const VerifyMark = ({ light }: { light: Light }) => {
  const { verify } = words.admin
  const polling = light.isRunning
    ? { 'hx-get': routes.verify, 'hx-trigger': 'every 1s', 'hx-target': 'this', 'hx-swap': 'outerHTML' }
    : {}
  return (
    <section id="verify" class="verify" aria-label={verify.label} {...polling}>
      <Mark light={light} />
      {!light.isRunning && (
        <form
          method="post"
          action={routes.verify}
          {...{ 'hx-post': routes.verify, 'hx-target': '#verify', 'hx-swap': 'outerHTML' }}
        >
          <button class="quiet">{verify.now}</button>
        </form>
      )}
    </section>
  )
}

const Mark = ({ light: { isRunning, latest } }: { light: Light }) => {
  const { verify } = words.admin
  const formats = useFormats()
  if (isRunning)
    return (
      <output class="pill">
        <Icon name="waiting" />
        {verify.running}
      </output>
    )
  if (latest === undefined) return <span class="pill">{verify.never}</span>
  const age = formats.age(latest.ageMs)
  return (
    <output class={latest.isGreen ? 'pill is-ok' : 'pill is-bad'} title={latest.detail}>
      <Icon name={latest.isGreen ? 'posted' : 'refused'} />
      {latest.isGreen ? verify.green(age) : verify.red(age)}
    </output>
  )
}
