import { toolPath } from '../tools.ts'
import { clientTests } from './client-tests.ts'
import { serveRadicale } from './serve-radicale.ts'
import { serveStore } from './serve-store.ts'

const radicale = toolPath('radicale')

// The control first: what fails there is the fault of the script.
if (radicale) clientTests('Radicale', () => serveRadicale(radicale), { givesFreeBusy: false })
clientTests('the core over a store in memory', serveStore, { givesFreeBusy: true })
