// A button that copies a text. Without this script the text is selected and copied by hand.

for (const place of document.querySelectorAll('[data-module="app-copy"]')) {
  const text = place.querySelector('textarea')
  const button = place.querySelector('[data-copy]')
  const status = place.querySelector('[data-copied]')
  button.hidden = false
  button.addEventListener('click', async () => {
    status.textContent = (await copy(text)) ? 'Copied' : 'Not copied. Press Ctrl and C, the text is selected'
  })
}

async function copy(text) {
  text.select()
  try {
    await navigator.clipboard.writeText(text.value)
    return true
  } catch {
    return document.execCommand('copy') // where the browser has no clipboard for pages, as on a plain address
  }
}
