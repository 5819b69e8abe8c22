import { keepOnlyUsefulStops } from './stops.ts'

/**
 * While something is being computed the page says so in a status that carries `data-look-again`: looks again every two
 * seconds, and shows the new page once something has changed, without taking anybody's place away.
 */
const wait_ms = 2000
const mostLooks = 90

export function lookAgain(): void {
  const shown = document.querySelector('main')
  if (!shown?.querySelector('[data-look-again]')) return
  const voice = document.createElement('p')
  voice.className = 'hidden-text'
  voice.role = 'status'
  document.body.append(voice)
  look(shown, shown.innerHTML, voice, mostLooks)
}

/** `sent` is what the server wrote: what is shown changes on its way (stops.ts). */
function look(shown: HTMLElement, sent: string, voice: HTMLElement, looksLeft: number): void {
  if (!shown.querySelector('[data-look-again]')) {
    voice.textContent = shown.querySelector('.verdict')?.textContent ?? null
    return
  }
  if (looksLeft === 0) return
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null)
    const text = answer?.ok ? await answer.text() : ''
    const found = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
    const news = found?.innerHTML ?? sent
    if (found && news !== sent) replace(shown, found)
    look(shown, news, voice, looksLeft - 1)
  }, wait_ms)
}

/** Whoever is on a link or a button is on the same one afterwards. */
function replace(shown: HTMLElement, found: HTMLElement): void {
  const held = document.activeElement
  const hadFocus = shown !== held && shown.contains(held)
  shown.replaceChildren(...found.childNodes)
  if (hadFocus && held)
    [...shown.querySelectorAll<HTMLElement>(held.tagName)]
      .find((element) => element.isEqualNode(held))
      ?.focus({ preventScroll: true })
  keepOnlyUsefulStops()
}
