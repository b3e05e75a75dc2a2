// Reads the page aloud with the voice of the device. Without such a voice the button never appears.
(() => {
  if (!('speechSynthesis' in window)) return

  for (const button of document.querySelectorAll('[data-module="app-listen"]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      if (window.speechSynthesis.speaking) {
        window.speechSynthesis.cancel()
        return
      }
      const words = document.getElementById(button.dataset.listenTo).innerText
      const speech = new SpeechSynthesisUtterance(words)
      speech.lang = document.documentElement.lang === 'cy' ? 'cy-GB' : 'en-GB'
      window.speechSynthesis.speak(speech)
    })
  }

  window.addEventListener('pagehide', () => window.speechSynthesis.cancel())
})()
