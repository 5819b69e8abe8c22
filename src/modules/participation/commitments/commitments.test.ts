import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { answersForm, makeProcess, send } from '#test/made-process.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { cancelCommitment, deliver, promise } from './commitments.actions.ts'
import { stateOf } from './commitments.rules.ts'
import { remindResponsible } from './reminders.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const page = async (role: 'agent' | 'manager' | null, path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')

const owed = (label: string, dueOn: string) => ({
  kind: 'answer' as const,
  sourceKind: 'test',
  sourceId: randomUUID(),
  label,
  path: '/',
  responsible: 'Service d’essai',
  dueOn: calendarDate(dueOn),
  processId: null,
})

describe('the promises of a process', () => {
  test('are owed from the signature; late they say so, and need the reason to be delivered, by an act', async () => {
    const path = await makeProcess(world, 'Promesse en retard', 'open')
    const slug = path.split('/')[2]
    expect(await page(null, `/engagements?demarche=${slug}`)).toContain('3 à venir')
    const id = /promesses\/([0-9a-f-]{36})/.exec(await page('manager', path))?.[1] ?? ''
    const keep = async (role: 'agent' | 'manager', motif: string) =>
      (await world.as(role)).post(`${path}/promesses/${id}`, { motif })
    expect((await keep('agent', '')).status).toBe(404)
    world.setNow(new Date('2027-03-05T09:00:00Z'))
    expect(await page(null, `/engagements?demarche=${slug}&etat=late`)).toContain('En retard')
    const refused = await keep('manager', '')
    expect([refused.status, (await refused.text()).includes(`href="#motif-${id}"`)]).toEqual([422, true])
    expect(await deliveredOn(id)).toBeNull()
    await keep('manager', 'Deux agents malades')
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    expect(await deliveredOn(id)).toBe('2027-03-05')
    const delivered = await page(null, `/engagements?demarche=${slug}&etat=delivered_late`)
    expect(delivered).toContain('Deux agents malades')
    expect(delivered).toContain('5 mars 2027')
    expect(await page(null, '/journal')).toContain('Engagement tenu en retard')
  })

  test('what is not kept is owed no longer, and says why', async () => {
    const path = await makeProcess(world, 'Promesse non tenue', 'closed')
    const form = await answersForm(world, path, ['partly', 'not_kept'])
    expect((await send(world, 'mayor', `${path}/reponses`, form)).status).toBe(303)
    const gone = await page(null, '/engagements?etat=cancelled')
    expect(gone).toContain('Pourquoi : Parce que 1')
    const { slug } = { slug: path.split('/')[2] }
    const rest = await page(null, `/engagements?demarche=${slug}`)
    expect([rest.includes('2 faits à temps'), rest.includes('Rien dans cet état')]).toEqual([true, true])
  })

  async function deliveredOn(sourceId: string): Promise<string | null> {
    const row = await world.db
      .selectFrom('commitments')
      .select('delivered_on')
      .where('source_id', '=', sourceId)
      .executeTakeFirstOrThrow()
    return row.delivered_on
  }
})

describe('the door for other modules', () => {
  test('fifty promises of the same thing are one; fifty deliveries leave one act', async () => {
    const context = await world.context('manager')
    const commitment = owed('Répondre cinquante fois', '2026-11-01')
    const made = await Promise.all(Array.from({ length: 50 }, () => promise(context, commitment)))
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1)
    const delivery = { ...commitment, on: calendarDate('2026-11-23'), reason: 'Retard', role: 'manager' }
    await Promise.all(
      Array.from({ length: 50 }, () =>
        context.db.transaction().execute((db) => deliver({ ...context, db }, delivery)),
      ),
    )
    const acts = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('subject_label', '=', commitment.label)
      .execute()
    expect(acts).toHaveLength(1)
  })

  test('late without a reason is refused; what was cancelled is not delivered; neither is ever rewritten', async () => {
    const context = await world.context('manager')
    const late = owed('En retard sans raison', '2026-11-01')
    await promise(context, late)
    const on = calendarDate('2026-11-23')
    expect(await deliver(context, { ...late, on, reason: ' ', role: 'manager' })).toEqual({
      ok: false,
      refusal: 'commitment_reason_missing',
    })
    await cancelCommitment(context, { ...late, reason: 'Proposition retirée' })
    await deliver(context, { ...late, on, reason: 'Tard', role: 'manager' })
    const row = await world.db
      .selectFrom('commitments')
      .select(['delivered_on', 'cancelled_reason'])
      .where('source_id', '=', late.sourceId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ delivered_on: null, cancelled_reason: 'Proposition retirée' })
    const change = world.db.updateTable('commitments').where('source_id', '=', late.sourceId)
    await expect(change.set({ due_on: '2030-01-01' }).execute()).rejects.toThrow()
    await expect(change.set({ cancelled_on: null, cancelled_reason: '' }).execute()).rejects.toThrow()
  })

  test('the person who answers for something is reminded a fortnight before', async () => {
    const context = await world.context('agent')
    const mine = { ...owed('À moi de répondre', '2026-12-05'), responsibleId: context.actor?.id ?? null }
    await promise(context, mine)
    await promise(context, { ...owed('Plus tard', '2027-05-05'), responsibleId: context.actor?.id ?? null })
    const section = (text: string) =>
      text.slice(text.indexOf('Ce dont vous répondez'), text.indexOf('state-links'))
    const shown = section(await page('agent', '/engagements'))
    expect([shown.includes('À moi de répondre'), shown.includes('Plus tard')]).toEqual([true, false])
    expect(await page('manager', '/engagements')).not.toContain('Ce dont vous répondez')
  })

  test('is told once that the day comes, then once that it has passed', async () => {
    const context = await world.context('legal_officer')
    const accountId = context.actor?.id ?? ''
    const mine = { ...owed('Publier le registre', '2026-12-01'), responsibleId: accountId }
    await promise(context, mine)
    const told = async () => {
      await remindResponsible(await world.context(null))
      const rows = await world.db
        .selectFrom('notices')
        .innerJoin('recipients', 'recipients.id', 'notices.recipient_id')
        .select('text_fr')
        .where('account_id', '=', accountId)
        .where('text_fr', 'like', '%Publier le registre%')
        .orderBy('notices.id')
        .execute()
      return rows.map(({ text_fr }) => text_fr.replace(/[\u00a0\u202f]/g, ' '))
    }
    const due = 'À faire au plus tard le 1er décembre 2026 : Publier le registre'
    expect([await told(), await told()]).toEqual([[due], [due]])
    world.setNow(new Date('2026-12-02T09:00:00Z'))
    const late = 'En retard depuis le 1er décembre 2026 : Publier le registre'
    expect([await told(), await told()]).toEqual([
      [due, late],
      [due, late],
    ])
    world.setNow(new Date('2026-11-23T09:00:00Z'))
  })

  test('a long list is paged by key, each commitment once, hostile filters ignored', async () => {
    const context = await world.context('manager')
    for (let index = 0; index < 60; index += 1)
      await promise(
        context,
        owed(`Page ${String(index).padStart(2, '0')}`, `2028-01-${String(1 + (index % 9)).padStart(2, '0')}`),
      )
    const seen: string[] = []
    let path: string | undefined = '/engagements'
    while (path) {
      const html: string = await page(null, path)
      seen.push(...[...html.matchAll(/>(Page \d\d)</g)].map((match) => match[1] ?? ''))
      path = /href="([^"]+suite=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(60)
    expect(new Set(seen).size).toBe(60)
    for (const hostile of ['etat=%27', 'suite=%00', 'demarche=%27--'])
      expect([hostile, (await (await world.as(null)).get(`/engagements?${hostile}`)).status]).toEqual([
        hostile,
        200,
      ])
  })
})

test('late begins the day after, and delivered late stays late for ever', () => {
  const start = calendarDate('2026-01-01')
  fc.assert(
    fc.property(fc.nat(400), fc.option(fc.nat(400)), fc.nat(800), (due, delivered, seen) => {
      const dueOn = addDays(start, due)
      const deliveredOn = delivered === null ? null : addDays(start, delivered)
      const state = stateOf({ dueOn, deliveredOn, cancelledOn: null }, addDays(start, seen))
      const isLate = deliveredOn === null ? seen > due : (delivered ?? 0) > due
      expect(state).toBe(
        deliveredOn === null ? (isLate ? 'late' : 'due') : isLate ? 'delivered_late' : 'delivered',
      )
    }),
  )
})
