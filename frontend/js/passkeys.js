// Shows what needs passkeys where the browser knows them, and says so when the device gives none.
(() => {
  const known = 'PublicKeyCredential' in window && window.isSecureContext
  for (const part of document.querySelectorAll('[data-passkey]')) part.hidden = !known
  for (const part of document.querySelectorAll('[data-no-passkey]')) part.hidden = known

  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    const problem = document.getElementById('passkey-problem')
    if (!problem) return
    problem.firstElementChild.hidden = false
    problem.focus()
  })
})()
