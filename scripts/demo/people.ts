import type { Role } from '../../core/people/create-person.ts'

/** Who works in the demo. Those with a password sign in to the admin app. */
export interface DemoPerson {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly branch: 'BRA' | 'BRB' | null
  readonly password: string | null
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { login: 'naledi', name: 'Naledi Khumalo', role: 'super_admin', branch: null, password: 'sourdough' },
  { login: 'pieter', name: 'Pieter Botha', role: 'manager', branch: 'BRA', password: 'croissant' },
  { login: 'ayesha', name: 'Ayesha Patel', role: 'manager', branch: 'BRB', password: 'koeksister' },
  { login: 'thandi', name: 'Thandi M.', role: 'operator', branch: 'BRA', password: null },
  { login: 'sipho', name: 'Sipho K.', role: 'operator', branch: 'BRA', password: null },
  { login: 'maria', name: 'Maria D.', role: 'operator', branch: 'BRA', password: null },
  { login: 'lerato', name: 'Lerato N.', role: 'operator', branch: 'BRB', password: null },
  { login: 'johan', name: 'Johan B.', role: 'operator', branch: 'BRB', password: null },
]

export const DEMO_CUSTOMERS = [
  'Corner Café',
  'Riverside Guest House',
  'St Mary’s School',
  'Melville Deli',
  'Hotel Jacaranda',
  'Brixton Community Hall',
] as const

export const DEMO_SUPPLIERS = ['Golden Mills', 'Farmgate Dairy', 'City Beverages', 'Bakers’ Pantry'] as const
