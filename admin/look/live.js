// After htmx and hx-sse, in one file with them. Between the line over which the server says that something moved (hx-sse) and the page that asks again (htmx): a
// refresh waits while somebody types, fills in a form or prints, and comes when they are done.

let isPrinting = false
let isHeldBack = false

/** Whether a control is another one than the server drew. */
function isChanged(field) {
  if (field.options !== undefined) {
    const drawn = [...field.options].findIndex((option) => option.defaultSelected)
    return field.selectedIndex !== Math.max(drawn, 0)
  }
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  return field.type !== 'hidden' && field.defaultValue !== undefined && field.value !== field.defaultValue
}

/** A filter keeps its state in the address; a form that is sent to be written keeps it only in itself. */
function isBeingFilledIn(form) {
  return form.method === 'post' && [...form.elements].some(isChanged)
}

function isBusy() {
  const main = document.getElementById('main')
  const isTyping =
    main.contains(document.activeElement) && document.activeElement.matches('input, textarea, select')
  return isPrinting || isTyping || [...main.querySelectorAll('form')].some(isBeingFilledIn)
}

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement, request } = event.detail.ctx
  if (sourceElement?.id !== 'main') return
  // A filter may have changed the address since the page came.
  request.action = location.pathname + location.search
  isHeldBack = isBusy()
  if (isHeldBack) event.preventDefault()
})

/** What was held back comes as soon as nothing speaks against it. */
function catchUp() {
  if (isHeldBack && !isBusy()) htmx.trigger(document.getElementById('live'), 'moved')
}

document.addEventListener('focusout', () => setTimeout(catchUp))
addEventListener('beforeprint', () => (isPrinting = true))
addEventListener('afterprint', () => {
  isPrinting = false
  catchUp()
})
