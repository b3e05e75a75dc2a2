// Saves a note while it is typed. The words live on the page and on the server, never in the browser's storage.
//
// The page keeps what is typed until the server has it, and sends it again with growing waits until then. It is never
// left for an answer that may not come: a button of the form waits until the words are saved. Without this script the
// same form saves by being sent.

const PAUSE = 1500 // after the last key
const LONGEST_WAIT = 10_000 // while somebody types without a pause
const RETRIES = [1000, 2000, 4000, 8000, 15_000] // then every 15 seconds
const GIVE_UP = 15_000 // on one answer
const SAY_SAVING_AFTER = 400 // what is quicker than this need not be said
const FROM_SCRIPT = { 'X-Requested-With': 'XMLHttpRequest' }
const KEEPALIVE_LIMIT = 60_000 // browsers let no more than 64 kB outlive a page

const WORDS = /^((text|source|kind)-\d+|said-.+)$/ // the fields that hold what was written

// A form may say that everything in it was written: then only what nobody sees is left out.
const isWritten = (form, field) =>
  form.dataset.written === 'all' ? field.name && !['hidden', 'submit', 'button'].includes(field.type) : WORDS.test(field.name)

const isTicked = (field) => field.type === 'radio' || field.type === 'checkbox'
const isList = (field) => field.type === 'select-one'
const defaultOf = (list) => [...list.options].find((option) => option.defaultSelected)?.value ?? ''
const wordsOf = (field, asSent) => {
  if (!asSent || isTicked(field)) return field.value
  if (isList(field)) return defaultOf(field)
  // A box of one line shows no line breaks. Words that have some would else count as typed since.
  return field.type === 'text' ? field.defaultValue.replace(/[\r\n]/g, '') : field.defaultValue
}
const isSignedOut = (answer) => answer.status === 401 || answer.type === 'opaqueredirect'

class Note {
  constructor(form) {
    this.form = form
    this.fields = [...form.elements].filter((field) => isWritten(form, field))
    this.saved = this.told(true) // as the server sent it: somebody may have typed before this script came
    this.failures = 0
    this.state = form.querySelector('[data-state]:not([hidden])')?.dataset.state ?? 'idle'
    form.addEventListener('input', () => this.typed())
    form.addEventListener('focusout', () => this.save())
    for (const each of document.forms) {
      // What cannot wait is sent at once, and the words after it.
      if (each.hasAttribute('data-at-once')) each.addEventListener('submit', () => this.leave())
      else each.addEventListener('submit', (event) => this.before(event, each))
    }
    window.addEventListener('online', () => this.save())
    window.addEventListener('focus', () => this.save())
    document.addEventListener('visibilitychange', () => this.save())
    window.addEventListener('beforeunload', (event) => {
      if (this.isUnsaved && !this.isLeaving) event.preventDefault()
    })
    if (this.isUnsaved) this.typed()
  }

  get isUnsaved() {
    return this.told() !== this.saved
  }

  // Everything that was written and chosen, as one text to compare.
  told(asSent = false) {
    const chosen = this.fields.filter((field) => !isTicked(field) || (asSent ? field.defaultChecked : field.checked))
    return JSON.stringify(chosen.map((field) => [field.name, wordsOf(field, asSent)]))
  }

  typed() {
    clearTimeout(this.timer)
    this.since ??= Date.now()
    const wait = Math.min(PAUSE, Math.max(0, this.since + LONGEST_WAIT - Date.now()))
    // While the line is down the retry keeps its own pace.
    this.timer = setTimeout(() => this.save(), this.failures ? this.wait() : wait)
  }

  // One request at a time, so that answers cannot overtake one another.
  save() {
    if (!this.isUnsaved || this.refused) return this.saving ?? Promise.resolve()
    this.saving ??= this.send().finally(() => {
      this.saving = null
      if (this.isUnsaved && !this.failures) this.typed()
    })
    return this.saving
  }

  async send() {
    clearTimeout(this.timer)
    this.since = null
    const words = this.told()
    const slow = setTimeout(() => this.failures || this.show('saving'), SAY_SAVING_AFTER)
    let answer
    try {
      answer = await this.post()
    } catch {
      return this.failed('unsaved')
    } finally {
      clearTimeout(slow)
    }
    if (answer.ok && !answer.redirected) return this.succeeded(words, await answer.json())
    if (answer.status === 403) return this.failed(await this.renew())
    if (isSignedOut(answer)) return this.failed('signed-out')
    if (answer.status === 404 || answer.status === 422) return this.refuse(answer)
    return this.failed('unsaved')
  }

  post() {
    const body = new URLSearchParams(new FormData(this.form))
    return fetch(this.form.action, {
      method: 'POST',
      body,
      redirect: 'manual',
      keepalive: body.toString().length < KEEPALIVE_LIMIT,
      headers: FROM_SCRIPT,
      signal: AbortSignal.timeout(GIVE_UP)
    })
  }

  succeeded(words, { revision, at, two, asked }) {
    this.saved = words
    this.failures = 0
    this.form.elements.revision.value = revision
    for (const place of this.form.querySelectorAll('[data-saved-at]')) place.textContent = at
    this.show(two ? 'two' : 'saved')
    if (asked) this.follow(asked)
  }

  // Which questions are asked may hang on what was just answered, and so does whether the two voices agree.
  follow(asked) {
    for (const part of this.form.querySelectorAll('[data-question]')) {
      part.hidden = !(part.dataset.question in asked)
      for (const line of part.querySelectorAll('[data-standing]')) line.hidden = line.dataset.standing !== asked[part.dataset.question]
    }
  }

  failed(state) {
    this.failures += 1
    this.show(state)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), this.wait())
  }

  wait() {
    return RETRIES[Math.min(this.failures, RETRIES.length) - 1]
  }

  async refuse(answer) {
    this.failures += 1
    this.refused = answer.status === 404
    const why = answer.status === 422 ? (await answer.json()).error : ''
    this.form.querySelector('[data-why]').textContent = why ? `${why}.` : ''
    this.show('unsaved', 'refused')
  }

  // Signing in again gives the browser a new token: the one on this page has to follow. Returns the state to show.
  async renew() {
    try {
      const answer = await fetch(this.form.dataset.token, { redirect: 'manual', headers: FROM_SCRIPT })
      if (isSignedOut(answer)) return 'signed-out'
      const { token } = await answer.json()
      for (const field of document.querySelectorAll('[name="csrfmiddlewaretoken"]')) field.value = token
    } catch {
      // The line is down: the next try asks again.
    }
    return 'unsaved'
  }

  show(state, help = state) {
    if (state === this.state && help === this.help) return
    this.state = state
    this.help = help
    for (const line of this.form.querySelectorAll('[data-state]')) line.hidden = line.dataset.state !== state
    for (const text of this.form.querySelectorAll('[data-help]')) text.hidden = text.dataset.help !== help
    const since = this.form.querySelector('[data-since]')
    since.hidden = !since.querySelector('[data-saved-at]').textContent
  }

  leave() {
    this.isLeaving = true
    this.save()
  }

  // Whatever is pressed on this page waits until the words are saved, those typed during an earlier save too.
  before(event, form) {
    if (!this.isUnsaved) return
    event.preventDefault()
    this.saveAll().then(() => {
      if (!this.isUnsaved) form.requestSubmit(event.submitter)
    })
  }

  async saveAll() {
    await this.save()
    if (this.isUnsaved && !this.failures) await this.save()
  }
}

for (const form of document.querySelectorAll('[data-module="app-note"]')) new Note(form)
