import { adminData } from '../words/en/admin-data.ts'

/** What is different, by column: "name: Flour → Cake flour". */
export function changesOf(compared: readonly (readonly [column: string, before: string, after: string])[]) {
  return compared.flatMap(([column, before, after]) =>
    before === after ? [] : [adminData.change(column, before, after)],
  )
}

export const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no')
