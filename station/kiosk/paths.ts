/** Files that the screens of all stations share. */
export const KIOSK_ASSETS = '/kiosk/assets'

/** Where a station is: each has a place of its own under the one address of its process. */
export function stationBase(station: string): string {
  return `/station/${station}`
}

/** Where a station's practice is, while there is one. */
export function practiceBase(base: string): string {
  return `${base}/practice`
}

/** Every address of one station's kiosk; `base` is the part that they share. */
export function paths(base: string) {
  return {
    screen: `${base}/`,
    /** What the screen's own program sends: scans and presses, numbered. */
    inputs: `${base}/inputs`,
    /** A press of a button where that program does not run. */
    press: `${base}/press`,
    /** The stream of changes. */
    events: `${base}/events`,
    /** "Work here": the one working screen from now on. */
    seat: `${base}/seat`,
    /** How a browser becomes the station's screen. */
    pair: `${base}/pair`,
  } as const
}
export type KioskPaths = ReturnType<typeof paths>
