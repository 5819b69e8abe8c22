import type { Hono } from 'hono'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show } from '#web/respond.ts'
import { answerAsGuest } from './answers.actions.ts'
import { sentenceOf, words } from './calendars.answers.ts'
import { answerInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { draftOf, guestText } from './event-reading.rules.ts'
import { organiserName } from './events.routes.ts'
import { findByToken } from './outside-guests.ts'
import { GuestPage } from './views/guest-page.tsx'

/** What somebody without an account reads and answers, with the address that their mail holds. */
export function addGuestRoutes(app: Hono<AppEnv>): void {
  app.get('/agenda/invitation/:file{.+\\.ics}', async (c) => {
    const found = await findByToken(c.var.context.db, (c.req.param('file') ?? '').replace(/\.ics$/, ''))
    if (!found) return c.notFound()
    const bytes = new TextEncoder().encode(guestText(found.object.text, found.guest.address))
    return sendFile(c, { name: 'rendez-vous.ics', type: 'text/calendar; charset=utf-8', bytes })
  })

  app.get('/agenda/invitation/:token', async (c) => {
    const token = c.req.param('token')
    const found = await findByToken(c.var.context.db, token)
    if (!found) return c.notFound()
    const { object, guest } = found
    return show(c, GuestPage, {
      token,
      draft: draftOf(object.text, ''),
      organiser: organiserName(object.text) ?? '',
      answer: guest.answer,
    })
  })

  app.post('/agenda/invitation/:token', async (c) => {
    const token = c.req.param('token')
    const input = answerInput.safeParse(await readForm(c))
    const found = await findByToken(c.var.context.db, token)
    if (!found || !input.success) return c.notFound()
    const { reponse } = input.data
    const answered = await answerAsGuest(c.var.context, found.object.id, found.guest.address, reponse)
    const t = words(c)
    return goTo(
      c,
      calendarsPaths.guest(token),
      answered.ok ? t(`done.${reponse}`) : sentenceOf(t, answered.refusal),
    )
  })
}
