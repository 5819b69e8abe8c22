/** Small comforts on every page. Nothing depends on them: without this file, pages do the same work. */
import { listenToKeys } from './keys.ts'
import { lookAgain } from './look-again.ts'
import { keepOnlyUsefulStops } from './stops.ts'
import { warnOfUnsaved } from './unsaved.ts'

// A refused form says first what to mend, to those who hear the page too.
document.querySelector<HTMLElement>('.error-summary')?.focus()

lookAgain()
keepOnlyUsefulStops()
warnOfUnsaved()
listenToKeys()
