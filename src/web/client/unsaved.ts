/** Asks before a page is left with answers that were typed and not sent. */
export function warnOfUnsaved(): void {
  let typed = false
  document.addEventListener('input', ({ target }) => {
    if (target instanceof Element && target.closest('form[method=post]')) typed = true
  })
  document.addEventListener('submit', () => {
    typed = false
  })
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault()
  })
}
