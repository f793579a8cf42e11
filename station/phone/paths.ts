/** Every address of a phone. */
export const paths = {
  screen: '/phone',
  signIn: '/phone/sign-in',
  /** The badge that the camera read. */
  badge: '/phone/sign-in/badge',
  signOut: '/phone/sign-out',
  /** Which branch a super admin scans for. */
  branch: '/phone/branch',
  inputs: '/phone/inputs',
  press: '/phone/press',
  events: '/phone/events',
  assets: '/phone/assets',
} as const
