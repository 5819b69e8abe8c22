import { clientTests } from './client-tests.ts'
import { serveSite } from './serve-site.ts'

// On one of the two databases: the clients take half a minute, and what differs between the databases is tested by requests.
clientTests('the site', serveSite, { givesFreeBusy: true })
