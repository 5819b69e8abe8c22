import { Hono } from 'hono'
import { type AppEnv, show } from '#web/respond.ts'
import { AboutPage, AccessibilityPage, HomePage } from './views/home-page.tsx'

export function homeRoutes() {
  const app = new Hono<AppEnv>()
  app.get('/', (c) => show(c, HomePage, {}))
  app.get('/a-propos', (c) => show(c, AboutPage, {}))
  app.get('/accessibilite', (c) => show(c, AccessibilityPage, {}))
  return app
}
