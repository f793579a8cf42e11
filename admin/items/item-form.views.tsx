import { ITEM_KINDS } from '../../core/book/events.ts'
import { ITEM_CODE_MAX, ITEM_NAME_MAX } from '../../core/items/item-code.ts'
import { USUAL_UNITS } from '../../core/items/item-units.ts'
import { PICTURES, type PictureName } from '../../core/items/pictures.ts'
import type { Item } from '../../core/items/read-item.ts'
import { Picture } from '../../core/web/picture.tsx'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { CheckField, SelectField, TextField } from '../look/inputs.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminItems: text, admin, book } = words

interface FormProps {
  readonly visitor: Visitor
  readonly filled: Filled
  readonly problems: Problems
}

/** What the inputs show: a field hands on to its input whatever else it is given. */
const sent = ({ filled, problems }: FormProps) => ({ filled, problems })

export const NewItemPage = (props: FormProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.items} class="form">
      <NameFields {...props} />
      <KindFields {...props} />
      <UnitField {...props} />
      <MeasuredField {...props} />
      <TextField
        name="barcode"
        label={text.barcode}
        hint={text.add.barcodeHint}
        maxlength={200}
        spellcheck={false}
        {...sent(props)}
      />
      <LaterFields {...props} />
      {props.visitor.authority.kind === 'branch' && (
        <p class="hint">{text.add.own(props.visitor.branches[0]?.prefix ?? '')}</p>
      )}
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.items}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

export const EditItemPage = ({ item, ...props }: FormProps & { item: Item }) => (
  <>
    <PageHead title={text.edit.title(item.name)} />
    <BookForm changes="central" action={links.editItem(item.id)} class="form">
      <NameFields {...props} />
      {item.isFixed ? (
        <FixedFields item={item} problems={props.problems} />
      ) : (
        <>
          <KindFields {...props} />
          <UnitField {...props} item={item} />
        </>
      )}
      <MeasuredField {...props} />
      <LaterFields {...props} />
      <p class="actions">
        <BookButton class="go">{text.edit.submit}</BookButton>
        <a class="button" href={links.item(item.id)}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

const NameFields = (props: FormProps) => (
  <>
    <TextField name="name" label={text.name} required maxlength={ITEM_NAME_MAX} {...sent(props)} />
    <TextField
      name="code"
      label={text.code}
      hint={text.edit.codeHint}
      required
      maxlength={ITEM_CODE_MAX}
      autocapitalize="characters"
      spellcheck={false}
      {...sent(props)}
    />
  </>
)

const KindFields = ({ filled, problems }: FormProps) => {
  const problem = problems['kind']
  return (
    <fieldset class="checks" aria-describedby={problem === undefined ? undefined : 'kind-problem'}>
      <legend>{text.kind}</legend>
      {ITEM_KINDS.map((kind) => (
        <div class="field">
          <label class="check">
            <input type="radio" name="kind" value={kind} required checked={filled['kind'] === kind} />
            {text.edit.kindHints[kind]}
          </label>
        </div>
      ))}
      {problem !== undefined && (
        <p class="problem" id="kind-problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

/** The usual units; an item may have another one from an import, and keeps it. */
const UnitField = ({ item, ...props }: FormProps & { item?: Item }) => {
  const other = item !== undefined && USUAL_UNITS.every(({ name }) => name !== item.unit.name)
  return (
    <SelectField
      name="unit"
      label={text.unit}
      hint={text.edit.unitHint}
      options={[
        ...USUAL_UNITS.map(({ name }) => ({ value: name, name })),
        ...(other ? [{ value: item.unit.name, name: text.edit.unitOther(item.unit.name) }] : []),
      ]}
      {...sent(props)}
    />
  )
}

const FixedFields = ({ item, problems }: { item: Item; problems: Problems }) => (
  <div>
    <Facts
      facts={[
        [text.kind, book.itemKinds[item.kind]],
        [text.unit, item.unit.name],
      ]}
    />
    <p class="hint">{text.edit.fixed}</p>
    {problems['kind'] !== undefined && (
      <p class="problem" role="alert">
        {problems['kind']}
      </p>
    )}
  </div>
)

const MeasuredField = (props: FormProps) => (
  <CheckField name="measured" label={text.edit.measured} {...sent(props)} />
)

/** How it is bought, whose it is, and how it is drawn. */
const LaterFields = (props: FormProps) => (
  <>
    <fieldset class="checks">
      <legend>{text.edit.purchase}</legend>
      <TextField
        name="purchaseUnit"
        label={text.edit.purchaseUnit}
        hint={text.edit.purchaseUnitHint}
        maxlength={40}
        {...sent(props)}
      />
      <TextField
        name="purchaseQuantity"
        label={text.edit.purchaseQuantity}
        maxlength={20}
        inputmode="decimal"
        {...sent(props)}
      />
    </fieldset>
    {props.visitor.authority.kind === 'all' && (
      <SelectField
        name="whose"
        label={text.whose}
        hint={text.edit.whoseHint}
        options={[
          { value: '', name: text.company },
          ...props.visitor.branches.map(({ id, prefix, name }) => ({
            value: String(id),
            name: admin.branches.name(prefix, name),
          })),
        ]}
        {...sent(props)}
      />
    )}
    <PictureFields {...props} />
  </>
)

const PictureFields = ({ filled, problems }: FormProps) => {
  const chosen = filled['picture'] ?? ''
  const problem = problems['picture']
  return (
    <fieldset class="pictures">
      <legend>{text.edit.picture}</legend>
      <label class="picture-choice">
        <input type="radio" name="picture" value="" checked={chosen === ''} />
        <span>{text.edit.noPicture}</span>
      </label>
      {PICTURES.map((name) => (
        <PictureChoice name={name} isChosen={chosen === name} />
      ))}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

const PictureChoice = ({ name, isChosen }: { name: PictureName; isChosen: boolean }) => (
  <label class="picture-choice" title={text.pictures[name]}>
    <input type="radio" name="picture" value={name} checked={isChosen} aria-label={text.pictures[name]} />
    <Picture name={name} />
  </label>
)
