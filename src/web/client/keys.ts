/**
 * One-letter shortcuts of the signed-in pages: an element says its own by `data-key`. `?` lists those of the page.
 * They can be turned off there (WCAG 2.1.4: people who speak to their computer would set them off unawares).
 */
export function listenToKeys(): void {
  const help = document.querySelector<HTMLDialogElement>('#raccourcis')
  const list = help?.querySelector('dl')
  const choice = help?.querySelector<HTMLInputElement>('input[type=checkbox]')
  if (!help || !list || !choice) return

  const targets = new Map<string, HTMLElement>()
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = element.dataset.key ?? ''
    if (targets.has(key)) continue
    targets.set(key, element)
    list.append(row(key, nameOf(element)))
  }

  choice.checked = localStorage.getItem(setting) !== 'off'
  choice.addEventListener('change', () => localStorage.setItem(setting, choice.checked ? 'on' : 'off'))

  document.addEventListener('keydown', (event) => {
    if (isTyping(event) || help.open) return
    const target = choice.checked ? targets.get(event.key) : undefined
    if (event.key === '?') help.showModal()
    else if (target instanceof HTMLInputElement) target.focus()
    else if (target) target.click()
    else return
    event.preventDefault()
  })
}

const setting = 'shortcuts'

function isTyping({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (
    ctrlKey || metaKey || altKey || (target instanceof Element && target.matches('input, select, textarea'))
  )
}

function nameOf(element: HTMLElement): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : null
  return (label ?? element).textContent?.trim() ?? ''
}

function row(key: string, name: string): HTMLElement {
  const line = document.createElement('div')
  const mark = document.createElement('kbd')
  mark.textContent = key
  const term = document.createElement('dt')
  term.append(mark)
  const meaning = document.createElement('dd')
  meaning.textContent = name
  line.append(term, meaning)
  return line
}
