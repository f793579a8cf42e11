/** Every address of the kiosk. */
export const paths = {
  screen: '/',
  /** What the screen's own program sends: scans and presses, numbered. */
  inputs: '/kiosk/inputs',
  /** A press of a button where that program does not run. */
  press: '/kiosk/press',
  /** The stream of changes. */
  events: '/kiosk/events',
  assets: '/kiosk/assets',
} as const
