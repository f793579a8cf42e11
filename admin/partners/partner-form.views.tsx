import type { Partner } from '../../core/partners/read-partners.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { CheckField, SelectField, TextField } from '../look/inputs.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminPartners: text, admin } = words

interface FormProps {
  readonly visitor: Visitor
  readonly filled: Filled
  readonly problems: Problems
}

export const NewPartnerPage = (props: FormProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.partners} class="form">
      <PartnerFields {...props} />
      {props.visitor.authority.kind === 'branch' && (
        <p class="hint">{text.add.own(props.visitor.branches[0]?.prefix ?? '')}</p>
      )}
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.partners}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

export const EditPartnerPage = ({ partner, ...props }: FormProps & { partner: Partner }) => (
  <>
    <PageHead title={text.edit.title(partner.name)} />
    <BookForm changes="central" action={links.editPartner(partner.id)} class="form">
      <PartnerFields {...props} />
      <p class="actions">
        <BookButton class="go">{text.edit.submit}</BookButton>
        <a class="button" href={links.partner(partner.id)}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

const PartnerFields = ({ visitor, filled, problems }: FormProps) => (
  <>
    <TextField name="name" label={text.name} filled={filled} problems={problems} required maxlength={80} />
    <fieldset class="checks">
      <legend>{text.edit.what}</legend>
      <CheckField name="customer" label={text.customer} filled={filled} problems={problems} />
      <CheckField name="supplier" label={text.supplier} filled={filled} problems={problems} />
    </fieldset>
    <TextField
      name="phone"
      label={text.phone}
      filled={filled}
      problems={problems}
      type="tel"
      maxlength={40}
    />
    <TextField
      name="email"
      label={text.email}
      hint={text.edit.emailHint}
      filled={filled}
      problems={problems}
      type="email"
      maxlength={120}
    />
    {visitor.authority.kind === 'all' && (
      <SelectField
        name="whose"
        label={text.whose}
        hint={text.edit.whoseHint}
        filled={filled}
        problems={problems}
        options={[
          { value: '', name: text.company },
          ...visitor.branches.map(({ id, prefix, name }) => ({
            value: String(id),
            name: admin.branches.name(prefix, name),
          })),
        ]}
      />
    )}
  </>
)
