/** Something a person has to change before the program can start: one line with the remedy, no stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
