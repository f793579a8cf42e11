import type { Page } from 'playwright-core'
import type { Opening, Stage } from './stage.ts'

/** One state of the screen, apart from all others: how a fresh station gets there, without a touch of the screen. */
export interface KioskState {
  /** Its picture's name. */
  readonly name: string
  readonly arrange: (stage: Stage) => void | Promise<void>
  /** What can be read then: a state that was not reached is a fault of the table. */
  readonly shows: (stage: Stage) => string
  readonly opening?: Opening
  /** What the browser adds, before the page is opened. */
  readonly inBrowser?: (page: Page, url: string) => Promise<void>
  /** What is done there once the page is open. */
  readonly afterwards?: (page: Page) => Promise<void>
}
