/**
 * Brings one file up to date with central. The embedded replica is the first of its kind; a pull of rows over HTTP
 * could be another. A call may block its whole process, without a limit: feeds are opened in the sync child only.
 */
export interface Feed {
  /**
   * Takes what central has and the file has not. Errors: {@link FeedBusy} when central asks to try again at once;
   * {@link ReplicaDamaged} when this file cannot be followed any more; anything else is the line or central.
   */
  bringUpToDate(): void
  close(): void
}

/** Opens a feed for the file at `path`, which is made if need be. Same errors. */
export type OpenFeed = (path: string) => Feed

/** Central is at work on its own log, for a second or two, or serves as many replicas as it does at once. */
export class FeedBusy extends Error {
  override readonly name = 'FeedBusy'
}

/** This file is not, and will not become by syncing, what central has: it is rebuilt beside. */
export class ReplicaDamaged extends Error {
  override readonly name = 'ReplicaDamaged'
}
