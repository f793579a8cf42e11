import type { FC } from 'hono/jsx'
import { quantity } from '../../../core/kernel/quantity.ts'
import type { OpenRun } from '../../../core/runs/read-open-runs.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { WorkflowName } from '../../../core/stations/workflow-names.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame, titleOf } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Press } from './press.tsx'
import { dueWords, inUnit } from './quantities.ts'

/** Which order or run the goods are for: a dropdown of all of them, and a tile for each. */
export const ChooseContext: FC<{ facts: ScreenFacts; workflow: WorkflowName; partner: number | null }> = (
  props,
) => {
  const { facts, workflow, partner } = props
  const { context } = words.kiosk
  const question = workflow === 'sales' ? context.order : context.run
  return (
    <Frame facts={facts} title={titleOf(workflow)} context={question} say={withNotice(facts, question)}>
      <main class="choice">
        <NoticeStrip facts={facts} />
        {workflow === 'sales' ? <Orders facts={facts} partner={partner} /> : <Runs facts={facts} />}
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'home' }}>{context.back}</Press>
      </Foot>
    </Frame>
  )
}

const Orders: FC<{ facts: ScreenFacts; partner: number | null }> = ({ facts, partner }) => {
  const { context } = words.kiosk
  const { orders, partners, formats } = facts
  if (partners.length === 0) return <p class="empty">{context.noOrders}</p>
  return (
    <>
      <div class="selects">
        <Choice
          name="partner"
          type="choose_partner"
          label={context.partner}
          first={context.allPartners}
          chosen={partner}
          options={partners.map(({ id, name }) => ({ id, label: name }))}
        />
        <Choice
          name="active_sales"
          type="choose_order"
          label={context.activeSales}
          first={context.choose}
          chosen={null}
          options={orders.map((order) => ({
            id: order.id,
            label: context.orderOption(order.partner, order.number),
          }))}
        />
      </div>
      <PagedTiles id="orders">
        {orders.map((order) => (
          <Press does={{ type: 'choose_order', active_sales: order.id }} kind="tile">
            <strong>{order.partner}</strong>
            <span>{dueWords(facts, order.dueOn)}</span>
            <small>
              {`${order.number} · ${context.itemsDone(formats.count(order.itemsDone), formats.count(order.items))}`}
            </small>
          </Press>
        ))}
      </PagedTiles>
    </>
  )
}

const Runs: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { context } = words.kiosk
  const { runs } = facts
  if (runs.length === 0) return <p class="empty">{context.noRuns}</p>
  return (
    <>
      <div class="selects">
        <Choice
          name="active_production"
          type="choose_run"
          label={context.activeProduction}
          first={context.choose}
          chosen={null}
          options={runs.map(({ id, serial, product }) => ({ id, label: context.runOption(serial, product) }))}
        />
      </div>
      <PagedTiles id="runs">
        {runs.map((run) => (
          <Press does={{ type: 'choose_run', active_production: run.id }} kind="tile">
            <strong>{run.product}</strong>
            <span>{`${run.serial} · ${dueWords(facts, run.dueOn)}`}</span>
            <small>{builtWords(facts, run)}</small>
          </Press>
        ))}
      </PagedTiles>
    </>
  )
}

function builtWords(facts: ScreenFacts, { built, planned, unit }: OpenRun): string {
  const soFar = facts.formats.quantityNumber(quantity(built), unit)
  return words.kiosk.context.built(soFar, inUnit(facts, planned, unit))
}

interface ChoiceProps {
  readonly name: string
  readonly type: 'choose_partner' | 'choose_order' | 'choose_run'
  readonly label: string
  readonly first: string
  readonly chosen: number | null
  readonly options: readonly { readonly id: number; readonly label: string }[]
}

const Choice: FC<ChoiceProps> = ({ name, type, label, first, chosen, options }) => (
  <label class="dropdown">
    <span>{label}</span>
    <select name={name} id={`choice-${name}`} data-choice={type}>
      <option value="">{first}</option>
      {options.map((option) => (
        <option value={String(option.id)} selected={option.id === chosen}>
          {option.label}
        </option>
      ))}
    </select>
    <noscript>
      <button type="submit" name="press" value={JSON.stringify({ type })}>
        {words.kiosk.context.take}
      </button>
    </noscript>
  </label>
)
