/** lucide's strokes (ISC), 24 × 24. */
const STROKES = {
  posted: ['M20 6 9 17l-5-5'],
  refused: ['M18 6 6 18', 'm6 6 12 12'],
  waiting: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20', 'M12 6v6l4 2'],
  needs: [
    'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3',
    'M12 9v4',
    'M12 17h.01',
  ],
  reversed: ['M9 14 4 9l5-5', 'M4 9h10.5a5.5 5.5 0 0 1 0 11H11'],
  menu: ['M4 6h16', 'M4 12h16', 'M4 18h16'],
} as const
export type IconName = keyof typeof STROKES

/** A picture beside a word that says the same: silent for a screen reader. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {STROKES[name].map((d) => (
      <path d={d} />
    ))}
  </svg>
)
