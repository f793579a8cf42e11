import { describe, expect, it } from 'vitest'
import { encodePassword, isPassword, PASSWORD_COST } from './passwords.ts'

const CHEAP = { n: 1024, r: 8, p: 1 }

describe('a password', () => {
  it('is itself and nothing else, in whatever way its accents were typed', async () => {
    const encoded = await encodePassword('brød og café', CHEAP)
    expect(await isPassword('brød og café', encoded)).toBe(true)
    expect(await isPassword('brød og cafe\u0301', encoded)).toBe(true)
    expect(await isPassword('brød og cafe', encoded)).toBe(false)
    expect(await isPassword('', encoded)).toBe(false)
  })

  it('is salted: twice the same is not the same text, and the text does not hold it', async () => {
    const [one, other] = await Promise.all([
      encodePassword('croissant', CHEAP),
      encodePassword('croissant', CHEAP),
    ])
    expect(one).not.toBe(other)
    expect(one).toMatch(/^scrypt\$1024\$8\$1\$/)
    expect(one).not.toContain('croissant')
  })

  it.each([CHEAP, { n: 4096, r: 4, p: 2 }, PASSWORD_COST])(
    'still opens at the cost it was set at: %j',
    async (cost) => {
      const encoded = await encodePassword('croissant', cost)
      expect(await isPassword('croissant', encoded)).toBe(true)
      expect(await isPassword('Croissant', encoded)).toBe(false)
    },
  )

  it.each([
    '',
    'croissant',
    'scrypt$1024$8$1$$',
    'scrypt$99999999$8$1$a$b',
    'scrypt$1000$8$1$a$b',
    'scrypt$1024$0$1$a$b',
    'scrypt$8388608$99$1$a$b',
    'md5$1$1$1$a$b',
  ])('is never right against %j, which is no encoding', async (encoded) => {
    expect(await isPassword('croissant', encoded)).toBe(false)
  })
})
