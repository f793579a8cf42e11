import { HOOK_EVENTS } from '../../core/webhooks/hook.ts'
import { HOOK_URL_MAX } from '../../core/webhooks/hook-url.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { Field } from '../look/field.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { ALL } from './new-webhook.ts'

const { adminWebhooks: text, admin } = words

interface NewWebhookProps {
  readonly visitor: Visitor
  readonly filled: Filled
  readonly problems: Problems
}

/** Where messages go, and of what. */
export const NewWebhookPage = ({ visitor, filled, problems }: NewWebhookProps) => (
  <>
    <PageHead title={text.add.title} />
    <form method="post" action={routes.newWebhook} class="form">
      <Field id="url" label={text.add.address} hint={text.add.addressHint} problem={problems['url']}>
        {(described) => (
          <input
            {...described}
            type="url"
            name="url"
            value={filled['url'] ?? ''}
            required
            maxlength={HOOK_URL_MAX}
            autocomplete="off"
            spellcheck={false}
          />
        )}
      </Field>
      {visitor.authority.kind === 'all' && (
        <Field id="branch" label={text.branch} problem={problems['branch']}>
          {(described) => (
            <select {...described} name="branch">
              <option value={ALL} selected={filled['branch'] === ALL}>
                {text.allBranches}
              </option>
              {visitor.branches.map(({ prefix, name }) => (
                <option value={prefix} selected={filled['branch'] === prefix}>
                  {admin.branches.name(prefix, name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Events filled={filled} problem={problems['events']} />
      <Check name="costs" label={text.add.costs} hint={text.add.costsHint} filled={filled} />
      <p class="actions">
        <button class="go">{text.add.submit}</button>
        <a class="button" href={routes.webhooks}>
          {text.add.cancel}
        </a>
      </p>
    </form>
  </>
)

const Events = ({ filled, problem }: { filled: Filled; problem: string | undefined }) => (
  <fieldset class="checks" aria-describedby={problem === undefined ? undefined : 'events-problem'}>
    <legend>{text.add.events}</legend>
    {HOOK_EVENTS.map((event) => (
      <Check name={event} label={text.eventNames[event]} hint={text.eventHints[event]} filled={filled} />
    ))}
    {problem !== undefined && (
      <p class="problem" id="events-problem" role="alert">
        {problem}
      </p>
    )}
  </fieldset>
)

const Check = ({
  name,
  label,
  hint,
  filled,
}: {
  name: string
  label: string
  hint: string
  filled: Filled
}) => (
  <div class="field">
    <label class="check" for={name}>
      <input
        type="checkbox"
        id={name}
        name={name}
        value="on"
        checked={filled[name] === 'on'}
        aria-describedby={`${name}-hint`}
      />
      {label}
    </label>
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  </div>
)

/** The secret, this one time. */
export const MadeWebhookPage = ({ id, secret }: { id: string; secret: string }) => (
  <>
    <PageHead title={text.made.title} />
    <p class="message">{text.made.once}</p>
    <dl class="facts">
      <div>
        <dt>{text.made.secret}</dt>
        <dd>
          <code class="hook-secret">{secret}</code>
        </dd>
      </div>
    </dl>
    <p class="actions">
      <a class="button" href={links.webhook(id)}>
        {text.made.go}
      </a>
    </p>
  </>
)
