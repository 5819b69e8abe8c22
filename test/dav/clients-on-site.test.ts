import { clientTests } from './client-tests.ts'
import { serveSite } from './serve-site.ts'

// On one of the two databases (the file does not name the world itself): the clients take half a minute, and what differs between
// the databases is tested by requests.
clientTests('the site', async () => serveSite(await (await import('../make-world.ts')).makeWorld()), {
  givesFreeBusy: true,
})
