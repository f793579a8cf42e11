import type { DeliveredEvent, Delivery, HookEvent } from '../../webhooks/hook.ts'
import type { UrlProblem } from '../../webhooks/hook-url.ts'
import type { NoAnswer } from '../../webhooks/send-delivery.ts'

/** What is said about other systems that are told what happens. */
export const adminWebhooks = {
  connections: 'Connections',
  parts: 'Ways to connect',
  title: 'Webhooks',
  intro: 'Other systems that are told what happens here, by a signed message to an address of theirs.',
  empty:
    'No webhook yet. The first one is made here: the address of another system, and which events it is told.',
  list: 'Webhooks',
  address: 'Address',
  state: 'State',
  events: 'Events',
  branch: 'Branch',
  allBranches: 'All branches',
  lastTaken: 'Last taken',
  waiting: 'Waiting',
  waitingMany: (count: string) => `${count} or more`,
  states: {
    working: 'Working',
    failing: (age: string) => `Failing for ${age}`,
    person: 'Paused',
    gone: 'Gone (410)',
  },
  eventNames: {
    'document.posted': 'Document posted',
    'document.refused': 'Document refused',
    needs_person: 'Something needs a person',
    test: 'Test',
  } satisfies Record<DeliveredEvent, string>,
  eventHints: {
    'document.posted': 'Every document that the books took.',
    'document.refused': 'Every document that the books would not take.',
    needs_person: 'A refusal or an approval that waits, and books that are not right.',
  } satisfies Record<HookEvent, string>,
  add: {
    link: 'New webhook',
    title: 'New webhook',
    address: 'Address',
    addressHint: 'https://…, where the other system takes messages by POST',
    events: 'Told of',
    costs: 'Amounts and totals too',
    costsHint: 'Without, messages say quantities only.',
    submit: 'Make the webhook',
    cancel: 'Cancel',
    problems: {
      not_an_address: 'This is not an address. It begins with https:// and has at most 500 characters.',
      not_https: 'It has to begin with https://, so that nobody reads along.',
      has_password: 'An address with a name and password in it is not called. Put a key into its path.',
      private:
        'This leads to this machine or a network behind it. Who runs Scanbook allows that by SCANBOOK_WEBHOOK_PRIVATE=1.',
    } satisfies Record<UrlProblem, string>,
    noEvents: 'Choose at least one.',
    noBranch: 'Choose a branch.',
    known: 'There is a webhook to this address for this branch already.',
  },
  made: {
    title: 'Webhook made',
    secret: 'Its secret',
    once: 'The secret is shown this one time. Put it where the other system checks signatures; if it is lost, make a new webhook.',
    go: 'Go to the webhook',
  },
  one: {
    test: 'Send a test',
    pause: 'Pause',
    goOn: 'Go on',
    tryNow: 'Try now',
    remove: 'Remove …',
    removeDetail: 'It is told nothing more, and everything about it is forgotten, its secret too.',
    removeNow: 'Remove for good',
    back: 'All webhooks',
    madeBy: 'Made by',
    costs: 'Amounts',
    withCosts: 'Sent too',
    withoutCosts: 'Not sent',
    pausedDetail: 'Nothing is sent. What happens meanwhile is told when it goes on.',
    goneDetail:
      'The other end answered that it is gone (410), so nothing is sent. Go on when it is there again: it is told everything since.',
    failingDetail: 'What waits is tried again by itself, in order, up to three days.',
  },
  deliveries: {
    title: 'Messages, newest first',
    empty: 'Nothing was sent yet. A test shows whether the other end hears.',
    event: 'Event',
    made: 'Made',
    state: 'State',
    tries: 'Tries',
    answer: 'Last answer',
    id: 'Id',
    next: (age: string) => `again in ${age}`,
    again: 'Try again',
    againOf: (id: string) => `Try ${id} again`,
    states: { waiting: 'Waiting', done: 'Taken', given_up: 'Given up' } satisfies Record<
      Delivery['state'],
      string
    >,
  },
  answers: {
    timeout: 'No answer within 10 s',
    private_address: 'Leads to this machine or a network behind it',
    unknown_name: 'Nobody knows this name',
    refused: 'Nobody listens there',
    broken: 'Line broken',
    certificate: 'Certificate not valid',
  } satisfies Record<NoAnswer, string>,
  status: (status: string) => `HTTP ${status}`,
  how: {
    title: 'How messages arrive',
    points: [
      'POST with a JSON body. Any answer of 200 to 299 within 10 seconds takes it; redirects are not followed.',
      'At least once: after a crash the same message may come again. Its id, in the header Scanbook-Delivery and as delivery in the body, is the same on every try, so keep the ids that you have seen.',
      'In order for each webhook: what is not taken is tried again after 5 seconds, then ever later up to an hour, for three days, and what comes after it waits. Then it is given up and shown here.',
      'An answer of 410 (Gone) pauses the webhook.',
      'version is 1. New fields may appear; a change that breaks a reader is a new version.',
    ],
    signature: 'Check the signature',
    signatureDetail:
      'The header Scanbook-Signature is t=<seconds since 1970>,v1=<signature>. The signature is the HMAC-SHA-256, in hexadecimal, of the seconds, a point and the body as it came, under the secret. Compare in constant time, and refuse what is older than five minutes.',
    example: 'A message',
  },
} as const
