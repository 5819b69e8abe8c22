/**
 * While something is being computed the page says so in a status that carries `data-look-again`: looks again every two
 * seconds, and shows the new page once something has changed, without taking anybody's place away.
 */
const wait_ms = 2000
const mostLooks = 90

export function lookAgain(looks = 0): void {
  const shown = document.querySelector('main')
  if (!shown?.querySelector('[data-look-again]') || looks >= mostLooks) return
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null)
    const text = answer?.ok ? await answer.text() : ''
    const found = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
    if (found && found.innerHTML !== shown.innerHTML) shown.replaceChildren(...found.childNodes)
    lookAgain(looks + 1)
  }, wait_ms)
}
