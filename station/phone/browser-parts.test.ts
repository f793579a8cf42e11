import { describe, expect, it } from 'vitest'
import { seenCode } from './browser/decoded-code.ts'
import { FIRST_VIEW, nowShows, turned, viewOf, type ViewState } from './browser/view.ts'
import { visiblePart } from './browser/visible-part.ts'

describe('what the decoder found becomes what a scanner would send:', () => {
  it.each([
    ['EANUPC', ']E0', '6001000000025', ']E06001000000025', true],
    ['DataMatrix', ']d2', '0106001000000025\u001d10AB', ']d20106001000000025\u001d10AB', false],
    ['QRCode', ']Q1', 'SCBO12X', ']Q1SCBO12X', false],
    ['ITF', ']I0', '06001000000025', ']I006001000000025', true],
  ])('%s', (symbology, symbologyIdentifier, text, sent, isLinear) => {
    expect(seenCode({ symbology, symbologyIdentifier, text })).toEqual({ text: sent, isLinear })
  })

  it.each([
    ['nothing', 'QRCode', ''],
    ['a part of a carton’s bars', 'ITF', '0600100000'],
  ])('not %s', (_, symbology, text) => {
    expect(seenCode({ symbology, symbologyIdentifier: ']x0', text })).toBeUndefined()
  })
})

describe('only what is seen is read', () => {
  const upright = { x: 0, y: 0, width: 390, height: 844 }
  it.each([
    ['a picture cut at its sides', { width: 720, height: 1280 }, upright, upright, [64, 0, 592, 1280]],
    [
      'an aim in the middle',
      { width: 720, height: 1280 },
      upright,
      { x: 0, y: 100, width: 390, height: 422 },
      [64, 151, 592, 641],
    ],
    [
      'a picture lying on its side',
      { width: 1280, height: 720 },
      { x: 0, y: 0, width: 844, height: 390 },
      { x: 0, y: 0, width: 422, height: 390 },
      [0, 64, 640, 592],
    ],
    [
      'an aim outside the picture',
      { width: 100, height: 100 },
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 50, y: 50, width: 5, height: 5 },
      [99, 99, 1, 1],
    ],
  ])('%s', (_, picture, screen, aim, [x, y, width, height]) => {
    expect(visiblePart(picture, screen, aim)).toEqual({ x, y, width, height })
  })
})

describe('the view of a phone', () => {
  const answers = nowShows(FIRST_VIEW, 'answer')
  const questions = (state: ViewState) => nowShows(state, 'question')
  it.each([
    ['begins with the station’s question', FIRST_VIEW, 'list'],
    ['is the camera as soon as scans are answered', answers, 'camera'],
    ['turns to a question by itself', questions(answers), 'list'],
    ['turns back by itself when it is answered', nowShows(questions(answers), 'answer'), 'camera'],
    ['is the list where somebody wanted the list', turned(answers), 'list'],
    ['stays the list after a question', nowShows(questions(turned(answers)), 'answer'), 'list'],
    ['is the camera over a question that a scan answers', turned(FIRST_VIEW), 'camera'],
    ['shows the next question again', questions(nowShows(turned(FIRST_VIEW), 'answer')), 'list'],
    ['stays while the same question goes on', nowShows(turned(FIRST_VIEW), 'question'), 'camera'],
  ])('%s', (_, state, view) => {
    expect(viewOf(state)).toBe(view)
  })
})
