import type { Child } from 'hono/jsx'

/** One thing that can be changed, with its own form. */
export const Part = ({ title, children }: { title: string; children: Child }) => (
  <section class="part">
    <h2>{title}</h2>
    {children}
  </section>
)
