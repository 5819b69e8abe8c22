import { createHash, randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, type WebContext } from '#web/respond.ts'
import { refusedInput, words } from './calendars.answers.ts'
import { feedInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canUseCalendars } from './calendars.permissions.ts'
import { findCalendar, findStandpoint, listCalendars } from './calendars.queries.ts'
import { maskedText } from './event-reading.rules.ts'
import { actorOf } from './feed-reader.ts'
import { feedText } from './feed-text.rules.ts'
import { findFeed, insertFeed, noteFeedRead, revokeFeed } from './feeds.queries.ts'
import { listObjectRows } from './objects.queries.ts'
import { listObjects } from './read-objects.ts'
import { showSettings } from './settings.routes.ts'

/** Calendars that other programs read by an address: the town's for everybody, any other by a secret that its owner closes. */
export function addFeedRoutes(app: Hono<AppEnv>): void {
  app.get(calendarsPaths.townFeed(), async (c) => {
    const { db, town } = c.var.context
    const calendars = await listCalendars(db, await findStandpoint({ ...c.var.context, actor: null }))
    const texts: string[] = []
    for (const { id } of calendars.filter(({ kind, isClosed }) => kind === 'town' && !isClosed))
      texts.push(
        ...(await listObjectRows(db, id)).map(({ text }) => maskedText(text, 'private', words(c)('busy'))),
      )
    return sendFeed(c, feedText(words(c)('town.feed_name', { town: town.name }), texts))
  })

  app.get('/agenda/flux/:file{.+\\.ics}', async (c) => {
    const { db, clock } = c.var.context
    const key = (c.req.param('file') ?? '').replace(/\.ics$/, '')
    const feed = await findFeed(db, hashOf(key))
    const reader = feed && (await actorOf(c.var.context, feed.accountId))
    if (!feed || !reader) return c.notFound()
    // With the rights that whoever opened it has today: a colleague who left the service reads no more than others.
    const within = { ...c.var.context, actor: reader }
    const calendar = await findCalendar(db, await findStandpoint(within), feed.calendarId)
    const objects = calendar && (await listObjects(within, feed.calendarId))
    if (!calendar || !objects) return c.notFound()
    await noteFeedRead(db, feed.id, clock.today())
    const hides = feed.detail === 'busy' ? 'all' : null
    const texts = objects.map(({ text }) => (hides ? maskedText(text, hides, words(c)('busy')) : text))
    return sendFeed(c, feedText(calendar.name, texts))
  })

  app.post(calendarsPaths.newFeed(), async (c) => {
    const { db, actor, clock, settings } = c.var.context
    if (!actor || !canUseCalendars(actor)) return c.notFound()
    const values = await readForm(c)
    const input = feedInput.safeParse(values)
    if (!input.success) return showSettings(c, { state: refusedInput(c, values, input.error) }, 422)
    const { agenda_flux, libelle, detail } = input.data
    const calendar = await findCalendar(db, await findStandpoint(c.var.context), agenda_flux)
    if (!calendar) return c.notFound()
    const key = randomBytes(24).toString('base64url')
    const feed = { calendarId: calendar.id, accountId: actor.id, label: libelle, detail, madeAt: clock.now() }
    await insertFeed(db, { ...feed, keyHash: hashOf(key) })
    // Shown this once: only its hash is kept.
    return showSettings(c, { madeAddress: `${settings.publicUrl}${calendarsPaths.feed(key)}` })
  })

  app.post('/agenda/reglages/abonnements/:id/fermeture', async (c) => {
    const { db, actor, clock } = c.var.context
    if (!actor || !(await revokeFeed(db, c.req.param('id'), actor.id, clock.now()))) return c.notFound()
    return goTo(c, calendarsPaths.settings(), words(c)('done.feed_closed'))
  })
}

function hashOf(key: string): string {
  return createHash('sha256').update(`calendar feed ${key}`).digest('base64url')
}

function sendFeed(c: WebContext, text: string): Response {
  return c.body(text, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Cache-Control': 'private, no-cache',
  })
}
