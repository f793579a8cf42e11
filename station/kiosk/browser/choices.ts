type OnChoice = (name: string, type: string, value: string) => void

/**
 * A dropdown acts as soon as something is chosen. A browser's own pop-up would take the keys of a scan before the page
 * sees them, so the style sheet has the list drawn in the page (`appearance: base-select`); where a browser cannot,
 * the dropdown becomes a list that is always open, and Enter or a touch chooses.
 */
export function guardChoices(root: HTMLElement, onChoice: OnChoice): void {
  const isInPage = CSS.supports('appearance', 'base-select')
  const choose = (target: EventTarget | null): void => {
    if (!(target instanceof HTMLSelectElement)) return
    const type = target.dataset['choice']
    if (type !== undefined) onChoice(target.name, type, target.value)
  }
  // Without a keyboard there is no scanner that plays one: the browser's own picker may open.
  const isTouched = matchMedia('(hover: none)').matches
  if (isInPage || isTouched) return root.addEventListener('change', ({ target }) => choose(target))
  const open = (): void => {
    for (const list of root.querySelectorAll('select')) list.size = Math.min(6, Math.max(2, list.length))
  }
  new MutationObserver(open).observe(root, { childList: true, subtree: true })
  open()
  const listOf = (target: EventTarget | null): EventTarget | null =>
    target instanceof HTMLOptionElement ? target.closest('select') : target
  root.addEventListener('click', ({ target }) => choose(listOf(target)))
  root.addEventListener('keydown', ({ key, target }) => key === 'Enter' && choose(target))
}
