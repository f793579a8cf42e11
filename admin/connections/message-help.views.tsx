import { words } from '../../core/words/catalogue.ts'
import { EXAMPLE_MESSAGE } from './example-message.ts'

const { how: text } = words.adminWebhooks

/** What somebody needs to know who writes the other end. */
export const HowMessagesArrive = () => (
  <section class="hook-help" aria-labelledby="how">
    <h2 id="how">{text.title}</h2>
    <ul>
      {text.points.map((point) => (
        <li>{point}</li>
      ))}
    </ul>
    <h3>{text.signature}</h3>
    <p>{text.signatureDetail}</p>
    <details class="proof">
      <summary>{text.example}</summary>
      <pre>{EXAMPLE_MESSAGE}</pre>
    </details>
  </section>
)
