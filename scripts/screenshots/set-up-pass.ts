import type { Page } from 'playwright-core'
import { routes } from '../../admin/paths.ts'
import type { AdminServer } from './admin-server.ts'
import { sendForm } from './send-form.ts'

/** Pictures the page as it stands at every size, under this name. */
export type TakePicture = (name: string) => Promise<void>

/** The pages of the first day, in their order. */
export const SET_UP_PICTURES = ['set-up-code', 'set-up-code-wrong', 'set-up', 'set-up-wrong'] as const

const PASSWORD = 'pumpernickel'
const COMPANY = {
  company: 'New Bakery',
  currency: 'ZAR',
  branch: 'Braam',
  prefix: 'BRA',
  zone: 'Africa/Johannesburg',
  name: 'Naledi Khumalo',
  login: 'naledi',
  station: '',
  password: PASSWORD,
  again: PASSWORD,
}

/** Sets up an empty folder as a person does, over every page and what it says to mistakes; then one is signed in. */
export async function setUpInPictures(
  page: Page,
  { base, code }: AdminServer,
  picture: TakePicture,
): Promise<void> {
  await page.goto(base)
  await picture('set-up-code')
  await sendForm(page, { to: /code$/, fields: { code: 'NOT-THIS' } })
  await picture('set-up-code-wrong')
  await sendForm(page, { to: /code$/, fields: { code: code() } })
  await picture('set-up')
  await sendForm(page, { to: /set-up$/, fields: { prefix: 'B', login: 'Na ledi', station: 'HQ-A1' } })
  await picture('set-up-wrong')
  await sendForm(page, { to: /set-up$/, fields: COMPANY })
  await page.waitForURL(base + routes.home)
}
