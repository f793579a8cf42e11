import { words } from '../../../core/words/catalogue.ts'

/** The first that fits: browsers call themselves by each other's names too. */
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]
const LENGTH_MAX = 60

/** What a browser says it is, short enough for a list: "Chrome, Android". The browser's word, not a proof. */
export function screenLabel(userAgent: string | undefined): string {
  const text = (userAgent ?? '').replaceAll(/[^\x20-\x7e]/g, '').trim()
  const [browser, system] = [nameIn(text, BROWSERS), nameIn(text, SYSTEMS)]
  if (browser !== undefined && system !== undefined) return words.screens.label(browser, system)
  return browser ?? system ?? (text.slice(0, LENGTH_MAX) || words.screens.unknownBrowser)
}

function nameIn(text: string, names: readonly (readonly [RegExp, string])[]): string | undefined {
  return names.find(([pattern]) => pattern.test(text))?.[1]
}
