import { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import { whileUnchanged } from '#infra/while-unchanged.ts'
import { listOpenNow } from '#modules/participation/processes/processes.public.ts'
import { type JournalReaders, latestEntries } from '#modules/people/journal/journal.public.ts'
import { measureBook } from '#modules/steering/measures/measures.public.ts'
import { type AppEnv, showToAll } from '#web/respond.ts'
import { summarise } from './home.rules.ts'
import { HomePage } from './views/home-page.tsx'
import { AboutPage, AccessibilityPage } from './views/information-pages.tsx'

const actsShown = 6
const processesShown = 6

export function homeRoutes(readers: JournalReaders) {
  const app = new Hono<AppEnv>()
  // Every measure with its lines is behind four figures; which measures count is a matter of roles.
  const figuresFor = whileUnchanged(rolesOf, async (context: Context) =>
    summarise(await measureBook.list(context), context.clock.today()),
  )
  app.get('/', async (c) => {
    const { context } = c.var
    return showToAll(c, HomePage, {
      figures: await figuresFor(context),
      openNow: await listOpenNow(context.db, context.clock.today(), processesShown),
      acts: await latestEntries(context, readers, actsShown),
    })
  })
  app.get('/a-propos', (c) => showToAll(c, AboutPage, {}))
  app.get('/accessibilite', (c) => showToAll(c, AccessibilityPage, {}))
  return app
}

function rolesOf({ actor }: Context): string {
  return [...(actor?.roles ?? [])].sort().join()
}
