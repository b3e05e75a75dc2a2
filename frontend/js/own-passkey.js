// Makes or uses a passkey where the browser knows them: asks the server what to ask, the device, then sends the answer.
(() => {
  const form = document.getElementById('own-passkey')
  if (!form || !('PublicKeyCredential' in window) || !window.isSecureContext || !window.webauthnJSON) return
  const problem = form.querySelector('[data-problem]')
  for (const part of document.querySelectorAll('[data-passkey]')) part.hidden = false
  for (const part of document.querySelectorAll('[data-no-passkey]')) part.hidden = true

  form.querySelector('button').addEventListener('click', async () => {
    problem.hidden = true
    try {
      const token = form.querySelector('[name=csrfmiddlewaretoken]').value
      const answer = await fetch(form.dataset.begin, { method: 'POST', headers: { 'X-CSRFToken': token } })
      if (!answer.ok) throw new Error('not begun')
      const ask = form.dataset.do === 'create' ? window.webauthnJSON.create : window.webauthnJSON.get
      form.querySelector('[name=credential]').value = JSON.stringify(await ask(await answer.json()))
      form.submit()
    } catch {
      problem.hidden = false
    }
  })
})()
