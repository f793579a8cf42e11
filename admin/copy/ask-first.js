// Where the books are a copy of central's: before a form that changes them is sent, the page asks whether there is a way
// to central now. While there is none the form stays as it is, with everything that was typed, secrets and files too.

/** Why it cannot be saved now; undefined: it can, or nobody here says, and the form is sent to find out. */
async function whyNot(address) {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    return answer.status === 200 && !answer.redirected ? await answer.text() : undefined
  } catch {
    return undefined
  }
}

function say(form, why) {
  const said = form.querySelector('.not-saved') ?? document.createElement('p')
  said.className = 'message is-bad not-saved'
  said.setAttribute('role', 'alert')
  said.textContent = why
  form.append(said)
}

async function askFirst(form, button) {
  form.dataset.isAsked = 'now'
  const why = await whyNot(form.dataset.asksCentral)
  form.dataset.isAsked = 'yes'
  if (why === undefined) form.requestSubmit(button)
  else say(form, why)
  delete form.dataset.isAsked
}

document.addEventListener('submit', (event) => {
  const { dataset } = event.target
  if (!dataset.asksCentral || dataset.isAsked === 'yes') return
  event.preventDefault()
  // A second click while it is asked does nothing.
  if (dataset.isAsked === undefined) void askFirst(event.target, event.submitter)
})
