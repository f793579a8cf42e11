import type { ReasonUse } from '../../reasons/reason-code.table.ts'

/** What the pages about reasons say. */
export const adminReasons = {
  title: 'Reasons',
  intro:
    'Whoever writes something off, counts a difference or takes goods back chooses one of these, so that it can be added up by reason.',
  notYours: 'A super admin looks after the reasons.',
  uses: {
    write_off: 'Write-offs',
    gain: 'Counted more',
    loss: 'Counted less',
    return: 'Customer returns',
    run_close: 'Production runs closed with something left',
    transfer: 'Transfers that arrive differently',
  } satisfies Record<ReasonUse, string>,
  name: 'Reason',
  code: 'Code',
  state: 'State',
  inUse: 'In use',
  retired: 'Retired',
  none: 'No reason can be chosen for this yet. Add the first one.',
  usedFor: 'For',
  add: {
    link: 'Add a reason',
    title: 'Add a reason',
    nameHint: 'As it is read in a list: Past its date.',
    codeHint:
      'Capitals, digits and dashes, such as EXPIRED. It stands on papers and in exports and is not changed later.',
    submit: 'Add the reason',
    cancel: 'Cancel',
  },
  rename: {
    title: 'What it is called',
    submit: 'Change the name',
    hint: 'Papers of the past show the new name too.',
  },
  retire: {
    title: 'In use',
    hint: 'A retired reason is offered for nothing new. What was given it keeps it.',
    submit: 'Retire the reason',
    return: 'Use it again',
    returnHint: 'Nobody is offered this reason now.',
  },
  problems: {
    nameMissing: 'Type a name.',
    nameLong: 'At most 60 characters.',
    code: 'Two to 20 capitals, digits or dashes.',
    codeTaken: 'A reason has this code already. Choose another.',
    usedFor: 'Choose what it is for.',
  },
} as const
