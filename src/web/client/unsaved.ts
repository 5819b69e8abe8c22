/** Asks before a page is left with answers that were typed and not sent. */
export function warnOfUnsaved(): void {
  let typed = false
  document.addEventListener('input', ({ target }) => {
    if (target instanceof Element && target.closest('form[method=post]')) typed = true
  })
  // `saved` is said by a form that has just saved itself whole (islands/autosave.ts).
  for (const sent of ['submit', 'saved'])
    document.addEventListener(sent, () => {
      typed = false
    })
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault()
  })
}
