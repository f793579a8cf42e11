import type { FC } from 'hono/jsx'
import type { ScreenFacts } from '../screen-facts.ts'
import { oldBooksWords } from './old-books-words.ts'

/** Over the work, where the books are so old that amounts may have changed, or that a manager is asked. */
export const OldBooksBand: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const text = oldBooksWords(facts)
  if (text === '') return null
  return (
    <aside class={facts.copy?.standing === 'stop' ? 'band bad' : 'band'} aria-label={text}>
      {text}
    </aside>
  )
}
