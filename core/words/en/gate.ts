/** What the gate before central says, to a writer's screen and log, and to who looks after central. */
export const gate = {
  tokenMissing: 'Send a token: Authorization: Bearer sbw_… or sbr_…',
  tokenUnknown:
    'Central does not know this token. Enrol the station again and put the new token in its settings.',
  tokenExpired: (station: string, day: string) =>
    `The token of ${station} ended on ${day}. Enrol it again and put the new token in its settings.`,
  tokenRevoked: (station: string, day: string, because: string) =>
    `The token of ${station} was revoked on ${day}: ${because}. Enrol it again if it may go on.`,
  writeTokenNeeded: 'This token may only read: post with the one that begins with sbw_.',
  readTokenNeeded: 'This token is for posting: a replica follows with the one that begins with sbr_.',
  secondClaimant: (station: string, holder: string, since: string, asking: string) =>
    `${holder} has worked as ${station} since ${since}; ${asking} may not at the same time. Stop one of them, or enrol ${asking} as a station of its own.`,
  claimMissing:
    'Say who works under the token, on which host and with which schema: x-scanbook-claimant, x-scanbook-host, x-scanbook-schema.',
  otherSchema: (station: string, schema: string, own: number) =>
    `${station} works with schema ${schema} of the book, central with ${own}: update the older of the two.`,
  notOffered: 'This gate does not offer that.',
  notARead: 'Only a SELECT may be asked here, and no function that reaches beyond the book.',
  readTooLong: (limit: number) => `A question may have at most ${limit} characters.`,
  unreadable: 'This is no request that this gate takes.',
  tooLarge: (megabytes: number) => `The body is larger than ${megabytes} MB.`,
  busy: 'Too many wait at central just now. Nothing was written; try again.',
  waitedTooLong: 'Others were before you for too long. Nothing was written; try again.',
  closing: 'Central is ending. Nothing was written; try again.',
  serverDown: 'The server behind central is not running just now. Nothing was written; try again.',
  noAnswer:
    'The server behind central gave no answer in time. Whether it wrote is not known; send the same again.',
  fullSyncs: 'Other replicas are being filled just now; try again in a while.',
}
