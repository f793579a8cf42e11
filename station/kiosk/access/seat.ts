/** A working screen whose line is down for longer than this is gone: a reload and a hiccup are shorter. */
export const GONE_AFTER_MS = 5000

/** What a page is at its station now. */
export interface SeatState {
  /** What it sends is taken. All others watch. */
  readonly isWorking: boolean
  /** Somebody who stands here may make it the working one. */
  readonly mayTake: boolean
}

/** One loading of the kiosk's page in a browser. */
export interface SeatPage {
  /** Random for each loading; nobody else knows it. */
  readonly page: string
  /** The page that worked in this browser tab before it was loaded again. */
  readonly follows: string | undefined
  /** The process's own screen: the one that stands at the station. */
  readonly isOwn: boolean
}

/** The one place at a station from which it is worked. Kept in memory: a restart gives it to who comes back first. */
export interface Seat {
  /**
   * A page opens its stream. `wasWatching`: it was told so before its line broke, and stays what it was. `tell` hears
   * at once what the page is, and again whenever that changes. Returns how it leaves.
   */
  enter(page: SeatPage & { readonly wasWatching: boolean }, tell: (state: SeatState) => void): () => void
  /** Whether something is taken from this page, which gets the seat for it where nobody has it. */
  maySend(page: SeatPage): boolean
  /** "Work here". False where somebody works and this is not the station's own screen. */
  take(page: SeatPage): boolean
  stateOf(page: SeatPage): SeatState
  /** Whether somebody works at a page, or did until a moment ago. */
  isHeld(): boolean
}

/** The time that passes, which no setting of a clock moves. */
export interface SeatTimes {
  /** Milliseconds since whenever. */
  readonly now: () => number
  readonly later: (work: () => void, ms: number) => void
}
const MACHINE_TIMES: SeatTimes = {
  now: () => performance.now(),
  later: (work, ms) => void setTimeout(work, ms).unref(),
}

interface Stream {
  readonly page: SeatPage
  readonly tell: (state: SeatState) => void
  told: string
}

export function createSeat({ now, later }: SeatTimes = MACHINE_TIMES): Seat {
  const streams = new Set<Stream>()
  /** `leftAt`: when its last stream ended, or when it last sent something without one. */
  let holder: { readonly page: string; readonly leftAt: number | undefined } | undefined

  const isOpen = (page: string): boolean => [...streams].some((stream) => stream.page.page === page)
  const isFree = (): boolean =>
    holder === undefined || (holder.leftAt !== undefined && now() - holder.leftAt >= GONE_AFTER_MS)
  const stateOf = ({ page, isOwn }: SeatPage): SeatState => {
    const isWorking = holder?.page === page
    return { isWorking, mayTake: !isWorking && (isOwn || isFree()) }
  }
  const tellAll = (): void => {
    for (const stream of streams) {
      const state = stateOf(stream.page)
      const text = JSON.stringify(state)
      if (stream.told === text) continue
      stream.told = text
      stream.tell(state)
    }
  }
  const give = (page: string): void => {
    holder = { page, leftAt: isOpen(page) ? undefined : now() }
    if (holder.leftAt !== undefined) later(tellOnceFree, GONE_AFTER_MS)
    tellAll()
  }
  // A timer may go off a moment early by the other clock, and nothing else would tell whoever watches.
  const tellOnceFree = (): void => {
    tellAll()
    const leftAt = holder?.leftAt
    if (leftAt !== undefined && !isFree()) later(tellOnceFree, leftAt + GONE_AFTER_MS - now())
  }
  const leave = (stream: Stream): void => {
    streams.delete(stream)
    const { page } = stream.page
    if (holder?.page !== page || isOpen(page)) return
    // The same tab, loaded again, whose new line was there before the old one was seen to end.
    const next = [...streams].find((other) => other.page.follows === page)
    give(next?.page.page ?? page)
  }

  return {
    enter({ wasWatching, ...page }, tell) {
      const stream = { page, tell, told: '' }
      streams.add(stream)
      const isBack = holder !== undefined && (holder.page === page.page || isLoadedAgain(holder, page))
      if (isBack || (isFree() && !wasWatching)) give(page.page)
      tellAll()
      return () => leave(stream)
    },
    maySend(page) {
      const isHolder = holder?.page === page.page
      // What a page had not sent when it was loaded again comes before its new line, and must not be lost.
      const isHeir = holder !== undefined && holder.page === page.follows
      const isFirst = !isOpen(page.page) && isFree()
      if (!isHolder && !isHeir && !isFirst) return false
      if (!isHolder || holder?.leftAt !== undefined) give(page.page)
      return true
    },
    take(page) {
      const isTaken = stateOf(page).mayTake || holder?.page === page.page
      if (isTaken) give(page.page)
      return isTaken
    },
    stateOf,
    isHeld: () => !isFree(),
  }
}

/** A copied tab says the same, but the page it was copied from is still there. */
function isLoadedAgain(holder: { page: string; leftAt: number | undefined }, { follows }: SeatPage): boolean {
  return holder.page === follows && holder.leftAt !== undefined
}
