/**
 * Why a request got no answer of central's own, where that is known: its certificate is not one that this machine
 * trusts, is made out to another name, has ended or has not begun; or something else answers at its address.
 */
export type Unheard = 'untrusted' | 'other_name' | 'certificate_ended' | 'certificate_not_yet' | 'not_central'

/** By Node's codes: those of OpenSSL's verification, of the check of names, and of a line that does not speak TLS. */
const BY_CODE: Readonly<Record<string, Unheard>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  CERT_REJECTED: 'untrusted',
  CERT_REVOKED: 'untrusted',
  INVALID_CA: 'untrusted',
  INVALID_PURPOSE: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other_name',
  HOSTNAME_MISMATCH: 'other_name',
  CERT_HAS_EXPIRED: 'certificate_ended',
  CERT_NOT_YET_VALID: 'certificate_not_yet',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not_central',
  HRANA_PROTO_ERROR: 'not_central',
}

/** Whether an error's code says that the certificate was not accepted: nothing was sent then. */
export function isOfCertificate(code: string): boolean {
  return Object.hasOwn(BY_CODE, code) && BY_CODE[code] !== 'not_central'
}

/** The sign-in page of a network, or another program: no JSON, or no such door, or "sign in first" (RFC 6585). */
const NOT_CENTRAL = /HTTP status (?:404|405|511)\b/

/** Sorts an error of a request to central; undefined: no network, no answer, or one of central's own. */
export function unheardOf(error: unknown): Unheard | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = 'code' in each ? each.code : undefined
    const known = typeof code === 'string' && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
    if (known !== undefined) return known
    if (each instanceof SyntaxError || NOT_CENTRAL.test(each.message)) return 'not_central'
  }
  return undefined
}
