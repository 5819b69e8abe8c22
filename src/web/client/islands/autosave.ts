/**
 * Saves a long form by itself after a pause, and says so in its status. What somebody else saved meanwhile is never overwritten: the page
 * then says it and saves nothing more by itself. Without this file, the button of the form saves the same.
 */
const pause_ms = 2000
const again_ms = 15_000

const page = document.querySelector<HTMLFormElement>('form[data-autosave]')
const voice = page?.querySelector<HTMLElement>('.autosave')
if (page && voice) saveByItself(page, voice)

function saveByItself(form: HTMLFormElement, status: HTMLElement): void {
  let timer = 0
  let saving: Promise<void> | null = null
  let isStopped = false
  let changes = 0

  form.addEventListener('input', () => {
    changes += 1
    if (!isStopped) plan(pause_ms)
  })
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (!saving) return
    // What is being saved changes the version that the form carries: the button waits for it.
    event.preventDefault()
    const { submitter } = event
    void saving.then(() => form.requestSubmit(submitter))
  })

  function plan(delay_ms: number): void {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      if (saving) return plan(pause_ms)
      saving = save().finally(() => {
        saving = null
      })
    }, delay_ms)
  }

  async function save(): Promise<void> {
    const before = changes
    const answer = await send(form)
    if (answer.kind === 'saved') keepVersion(form, answer.version)
    if (answer.kind === 'saved' && before === changes && !hasFile(form))
      form.dispatchEvent(new Event('saved', { bubbles: true }))
    if (answer.kind === 'refused') isStopped = true
    if (answer.kind === 'failed') plan(again_ms)
    const said = answer.kind === 'failed' ? (form.dataset.autosave ?? '') : answer.message
    if (status.textContent !== said) status.textContent = said
    status.toggleAttribute('data-alert', answer.kind !== 'saved')
  }
}

type Answer =
  | { readonly kind: 'saved'; readonly version: number; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed' }

async function send(form: HTMLFormElement): Promise<Answer> {
  try {
    const headers = { Accept: 'application/json' }
    const response = await fetch(form.action, { method: 'POST', body: wordsOf(form), headers })
    return readAnswer(response.status, await response.json())
  } catch {
    // No network, or an answer that is not ours: said to the person, and tried again.
    return { kind: 'failed' }
  }
}

function readAnswer(status: number, said: unknown): Answer {
  if (typeof said !== 'object' || said === null || !('message' in said)) return { kind: 'failed' }
  const message = String(said.message)
  if (status === 409) return { kind: 'refused', message }
  return status === 200 && 'version' in said
    ? { kind: 'saved', version: Number(said.version), message }
    : { kind: 'failed' }
}

/** What is typed, without the files: those go with the button. */
function wordsOf(form: HTMLFormElement): FormData {
  const typed = new FormData(form)
  for (const { name } of form.querySelectorAll<HTMLInputElement>('input[type=file]')) typed.delete(name)
  return typed
}

function hasFile(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].some(({ value }) => value !== '')
}

function keepVersion(form: HTMLFormElement, version: number): void {
  const field = form.querySelector<HTMLInputElement>('input[name=version]')
  if (field) field.value = String(version)
}
