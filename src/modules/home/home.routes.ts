import { Hono } from 'hono'
import { type JournalReaders, latestEntries } from '#modules/people/journal/journal.public.ts'
import { measureBook } from '#modules/steering/measures/measures.public.ts'
import { type AppEnv, showToAll } from '#web/respond.ts'
import { summarise } from './home.rules.ts'
import { HomePage } from './views/home-page.tsx'
import { AboutPage, AccessibilityPage } from './views/information-pages.tsx'

const actsShown = 6

export function homeRoutes(readers: JournalReaders) {
  const app = new Hono<AppEnv>()
  app.get('/', async (c) => {
    const { context } = c.var
    const measures = await measureBook.list(context)
    return showToAll(c, HomePage, {
      figures: summarise(measures, context.clock.today()),
      acts: await latestEntries(context, readers, actsShown),
    })
  })
  app.get('/a-propos', (c) => showToAll(c, AboutPage, {}))
  app.get('/accessibilite', (c) => showToAll(c, AccessibilityPage, {}))
  return app
}
