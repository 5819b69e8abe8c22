/** Small comforts on every page. Nothing depends on them: without this file, pages do the same work. */
import { listenToKeys } from './keys.ts'
import { lookAgain } from './look-again.ts'
import { warnOfUnsaved } from './unsaved.ts'

// A refused form says first what to mend, to those who hear the page too.
document.querySelector<HTMLElement>('.error-summary')?.focus()

keepOnlyUsefulStops()
warnOfUnsaved()
listenToKeys()
lookAgain()

/** A region that has nothing to scroll is no stop for the keyboard. */
function keepOnlyUsefulStops(): void {
  const update = new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0')
      else target.removeAttribute('tabindex')
  })
  for (const region of document.querySelectorAll('.table-scroll')) update.observe(region)
}
