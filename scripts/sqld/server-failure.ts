/** Why the libSQL server does not serve: one line with the remedy. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure'
}
