import type { Branch } from '../../core/branches/read-branches.ts'
import { ROLES } from '../../core/people/create-person.ts'
import { words } from '../../core/words/catalogue.ts'
import { Field } from '../look/field.tsx'
import type { Filled, Problems } from '../form.ts'

const { adminPeople: text, admin } = words

interface AssignmentProps {
  readonly branches: readonly Branch[]
  /** What is chosen: a role, and a branch's number or '' for all. */
  readonly filled: Filled
  readonly problems: Problems
}

/** What a person is, and where: for super admins only. */
export const AssignmentFields = ({ branches, filled, problems }: AssignmentProps) => (
  <>
    <Field id="role" label={text.role} problem={problems['role']}>
      {(described) => (
        <select name="role" {...described}>
          {ROLES.map((role) => (
            <option value={role} selected={filled['role'] === role}>
              {admin.roles[role]}
            </option>
          ))}
        </select>
      )}
    </Field>
    <Field id="branch" label={text.branch} problem={problems['branch']}>
      {(described) => (
        <select name="branch" {...described}>
          {branches.map(({ id, prefix, name }) => (
            <option value={String(id)} selected={filled['branch'] === String(id)}>
              {admin.branches.name(prefix, name)}
            </option>
          ))}
          <option value="" selected={filled['branch'] === ''}>
            {text.allBranches}
          </option>
        </select>
      )}
    </Field>
  </>
)
