import { describe, expect, it } from 'vitest'
import { pseudo, speakPseudoLanguage } from './pseudo-language.ts'

describe('the pseudo-language', () => {
  it.each([
    ['Review', '[Révîéww]'],
    ['Back', 'Bààckk'],
    ['Scan the first item', '[Scàññ théé fîrrst îîtémm]'],
    ['.', '.'],
    ['0', '0'],
  ])('says %s as %s', (text, said) => {
    expect(pseudo(text, [])).toBe(said)
  })

  it.each(['Review', 'Accept', 'The books do not answer. Everything is saved here and sent by itself.'])(
    'is 40 %% longer, no more and no less: %s',
    (text) => {
      const letters = text.match(/\p{L}/gu)?.length ?? 0
      expect(pseudo(text, []).length - text.length).toBe(Math.ceil(letters * 0.4))
    },
  )

  it('keeps figures, and what is put into a text', () => {
    const texts = {
      added: (quantity: string) => `Added ${quantity}`,
      why: ({ name, text }: { name: string; text: string }) => `${name} came as ${text}.`,
    }
    speakPseudoLanguage(texts)
    expect(texts.added('3.2 kg')).toBe('[Åddéd 3.2 kg]')
    expect(texts.why({ name: 'White bread (sliced)', text: '6001' })).toContain('White bread (sliced) ')
    expect(texts.why({ name: 'White bread', text: '6001' })).toContain(' 6001.')
  })

  it('changes the parts in place, lists and branches alike', () => {
    const texts = { pages: { next: 'Page down' }, months: ['Jan', 'Feb'] }
    const { pages, months } = texts
    speakPseudoLanguage(texts)
    expect(pages.next).toBe('[Pàgéé döwññ]')
    expect(months).toEqual(['Jààññ', 'Féébb'])
  })
})
