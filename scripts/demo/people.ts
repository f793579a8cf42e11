import type { Role } from '../../core/people/create-person.ts'

/** Who works in the demo. Those with a password sign in to the admin app. */
export interface DemoPerson {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly branch: 'BRA' | 'BRB' | null
  readonly password: string | null
  /** For the kiosk and the phone. */
  readonly pin: string
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    login: 'naledi',
    name: 'Naledi Khumalo',
    role: 'super_admin',
    branch: null,
    password: 'sourdough',
    pin: '4086',
  },
  {
    login: 'pieter',
    name: 'Pieter Botha',
    role: 'manager',
    branch: 'BRA',
    password: 'croissant',
    pin: '2604',
  },
  {
    login: 'ayesha',
    name: 'Ayesha Patel',
    role: 'manager',
    branch: 'BRB',
    password: 'koeksister',
    pin: '7193',
  },
  { login: 'thandi', name: 'Thandi M.', role: 'operator', branch: 'BRA', password: null, pin: '2580' },
  { login: 'sipho', name: 'Sipho K.', role: 'operator', branch: 'BRA', password: null, pin: '1397' },
  { login: 'maria', name: 'Maria D.', role: 'operator', branch: 'BRA', password: null, pin: '8264' },
  { login: 'lerato', name: 'Lerato N.', role: 'operator', branch: 'BRB', password: null, pin: '3159' },
  { login: 'johan', name: 'Johan B.', role: 'operator', branch: 'BRB', password: null, pin: '9731' },
]

/** What the demo's badges carry: readable, because they guard nothing. A real one is random (core/people/badges.ts). */
export function demoBadgeCode(login: string): string {
  return `DEMO${login.toUpperCase()}`.padEnd(26, '0')
}

export const DEMO_CUSTOMERS = [
  'Corner Café',
  'Riverside Guest House',
  'St Mary’s School',
  'Melville Deli',
  'Hotel Jacaranda',
  'Brixton Community Hall',
] as const

export const DEMO_SUPPLIERS = ['Golden Mills', 'Farmgate Dairy', 'City Beverages', 'Bakers’ Pantry'] as const

/** How the demo's partners are reached; nobody answers these numbers. */
export const DEMO_CONTACTS: Readonly<Record<string, { readonly phone: string; readonly email?: string }>> = {
  'Corner Café': { phone: '011 555 0143', email: 'orders@cornercafe.example' },
  'Riverside Guest House': { phone: '011 555 0178' },
  'St Mary’s School': { phone: '011 555 0102', email: 'kitchen@stmarys.example' },
  'Hotel Jacaranda': { phone: '011 555 0191', email: 'purchasing@jacaranda.example' },
  'Golden Mills': { phone: '011 555 0116', email: 'sales@goldenmills.example' },
  'Farmgate Dairy': { phone: '012 555 0155' },
  'City Beverages': { phone: '011 555 0120', email: 'depot@citybev.example' },
}

/** Who is not bought from any more, and whom one branch alone sells to. */
export const DEMO_RETIRED_SUPPLIER = 'Old Town Flour'
export const DEMO_OWN_CUSTOMER = 'Juta Street Market'
