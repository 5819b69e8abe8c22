import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import {
  aidWindowOf,
  importOrganisations,
  recordGrant,
} from '#modules/partnership/organisations/organisations.public.ts'
import {
  arbitrate,
  decide,
  gatherJury,
  makeApplication,
  makeCall,
  type TestApplication,
  type TestCall,
} from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { scdlFaults } from '#test/scdl-schema.ts'
import { testInstant } from '#test/test-town.ts'
import { findApplication } from './applications.queries.ts'
import { aidAnswer } from './award-checks.ts'
import { sumGrantedInYear } from './awards.queries.ts'
import { callDetailSchema, callListSchema, callsOpenApi, grantListSchema } from './calls.openapi.ts'
import { remindPublication } from './publication-reminders.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

/** Signs the agreements of those applications, the town on the day said. */
async function sign(applications: readonly TestApplication[], days: readonly string[]) {
  const [agent, mayor] = [await world.as('agent'), await world.as('mayor')]
  for (const [index, { path }] of applications.entries()) {
    const le = days[index] ?? ''
    expect((await agent.post(`${path}/convention`)).status).toBe(303)
    expect((await agent.post(`${path}/convention/etapes`, { etape: 'holder', le })).status).toBe(303)
    expect((await mayor.post(`${path}/convention/etapes`, { etape: 'mayor', le })).status).toBe(303)
  }
}

async function scdlRows(call: TestCall): Promise<string[][]> {
  const file = await (await (await world.as(null)).get('/appels-a-projets/scdl.csv')).text()
  const rows = file.trim().split('\r\n').slice(1)
  return rows
    .map((row) => row.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '')))
    .filter((row) => row.at(-1) === call.code)
}

describe('P16, organisations change', () => {
  test('a town that takes another SIRET in 2025 keeps the old one on the acts of 2024', async () => {
    const director = await world.as('director_general')
    for (const [siret, debut] of [
      ['21860194600013', '2000-01-01'],
      ['21860194600021', '2025-01-01'],
    ])
      expect(
        (await director.post('/organisations/subventions/siret', { siret: siret ?? '', debut: debut ?? '' }))
          .status,
      ).toBe(303)
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2)
    await decide(world, call, applications, 2)
    await sign(applications, ['2024-12-31', '2025-01-01'])
    const rows = await scdlRows(call)
    expect(rows.map(([, siret, signedOn]) => [signedOn, siret])).toEqual([
      ['2024-12-31', '21860194600013'],
      ['2025-01-01', '21860194600021'],
    ])
    expect(rows.flatMap(scdlFaults)).toEqual([])
  })

  test('two associations merge: the grants of both count in the window of three years, and in the year', async () => {
    const context = await world.context(null)
    const csv = ['nom;siren;siret', 'Les Ateliers;450324660;', 'Les Ateliers du Lac;552100554;']
    await importOrganisations(
      context,
      { fileName: 'associations.csv', bytes: new TextEncoder().encode(`${csv.join('\n')}\n`) },
      'server',
    )
    const idOf = async (value: string) =>
      (
        await world.db
          .selectFrom('organisation_identifiers')
          .select('organisation_id')
          .where('value', '=', value)
          .executeTakeFirstOrThrow()
      ).organisation_id
    const [one, other] = [await idOf('450324660'), await idOf('552100554')]
    const give = (organisationId: string, amount: number, id: string) =>
      recordGrant(context, {
        organisationId,
        kind: 'grant',
        day: calendarDate('2025-06-01'),
        amount: cents(amount),
        subject: id,
        actReference: '',
        deMinimis: 'general',
        source: { kind: 'test', id },
      })
    // 180,000 € and 119,000 €: one euro more than 1,000 € passes the ceiling of 300,000 € once they are one undertaking.
    await give(one, 18_000_000, 'atelier')
    await give(other, 11_900_000, 'lac')
    const call = await makeCall(world)
    const economic = { economique: 'oui', montant: '1 001', recette_montant_1: '1 999' }
    const application = await makeApplication(world, call, economic)
    await world.db
      .updateTable('applications')
      .set({ organisation_id: one })
      .where('id', '=', application.id)
      .execute()
    const asked = async (amount: number) => {
      const file = await findApplication(world.db, call.id, application.id)
      return file && (await aidAnswer(context, file, amount, calendarDate('2026-12-14')))?.status
    }
    expect(await asked(100_100)).toBe('allowed')
    const agent = await world.as('agent')
    const merged = await agent.post(`/organisations/doublons/${one}/${other}`, {
      decision: 'garder-un',
      motif: 'traité de fusion',
    })
    expect(merged.status).toBe(303)
    expect((await aidWindowOf(world.db, one, calendarDate('2026-12-14'))).answer.value).toBe(29_900_000)
    expect([await asked(100_100), await asked(100_000)]).toEqual(['forbidden', 'allowed'])
    const history = await (await agent.get(`/organisations/${one}`)).text()
    for (const number of ['450324660', '552100554']) expect(history).toContain(number)
  })

  test('what a body got by calls in a year counts what it absorbed got (SUB-02)', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2)
    await decide(world, call, applications, 2)
    const rows = await world.db
      .selectFrom('applications')
      .select(['id', 'organisation_id'])
      .where('call_id', '=', call.id)
      .execute()
    const organisation = rows[0]?.organisation_id ?? ''
    const before = await sumGrantedInYear(world.db, organisation, 2026)
    const absorbed = await world.db
      .insertInto('organisations')
      .values({ name: 'Absorbée' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await world.db
      .updateTable('applications')
      .set({ organisation_id: absorbed.id })
      .where('id', '=', rows[0]?.id ?? '')
      .execute()
    expect(await sumGrantedInYear(world.db, organisation, 2026)).toBe(before - 150_000)
    await world.db
      .updateTable('organisations')
      .set({ merged_into: organisation, merged_at: new Date('2026-11-01T00:00:00Z') })
      .where('id', '=', absorbed.id)
      .execute()
    expect(await sumGrantedInYear(world.db, organisation, 2026)).toBe(before)
    expect(await sumGrantedInYear(world.db, absorbed.id, 2026)).toBe(before)
  })
})

describe('the essential data of an agreement', () => {
  test('that cannot be published for want of a number: the services are told before the day, then after it, once each', async () => {
    const call = await makeCall(world)
    const application = await makeApplication(world, call, { siret: '', rna: 'W2A1000249' })
    const agent = await world.as('agent')
    await agent.post(`${application.path}/recevabilite`, { avis: 'eligible' })
    await world.db
      .updateTable('applications')
      .set({ organisation_id: null })
      .where('id', '=', application.id)
      .execute()
    const others = await gatherAndDecide(call, application)
    await sign([application, ...others], ['2026-12-18', '2026-12-18'])
    const notices = async () =>
      (
        await world.db
          .selectFrom('notices')
          .select('event')
          .where('event', 'like', `application:${application.id}:publication:%`)
          .execute()
      ).map(({ event }) => event.split(':').at(-1))
    const context = await world.context(null)
    // Signed on 18 December: by 18 March. The services hear of it thirty days before.
    for (const day of ['2027-02-15', '2027-02-16', '2027-03-18']) {
      world.setNow(new Date(`${day}T08:00:00Z`))
      await remindPublication(context)
      if (day === '2027-02-15') expect(await notices()).toEqual([])
    }
    const once = (await notices()).length
    expect(once).toBeGreaterThan(0)
    const page = await (await agent.get(`${call.path}/laureats`)).text()
    expect(page).toContain('à publier avant le 18 mars 2027')
    expect([...new Set(await notices())]).toEqual(['soon'])
    world.setNow(new Date('2027-03-19T08:00:00Z'))
    await remindPublication(context)
    await remindPublication(context)
    expect((await notices()).filter((state) => state === 'late')).toHaveLength(once)
    expect(await notices()).toHaveLength(2 * once)
  })
})

/** The jury and the council of a call with one application that is eligible already. */
async function gatherAndDecide(call: TestCall, application: TestApplication): Promise<TestApplication[]> {
  const others = await gatherJury(world, call, 1)
  await world.db.updateTable('calls').set({ status: 'arbitrated' }).where('id', '=', call.id).execute()
  await decide(world, call, [application, ...others], 2)
  return [...others]
}

describe('what programs read', () => {
  test('published calls, a call, and what became of what it gave, in the shapes of the document', async () => {
    const draft = await makeCall(world, {}, { open: false })
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2)
    await decide(world, call, applications, 1)
    await sign(applications.slice(0, 1), ['2026-12-18'])
    const visitor = await world.as(null)
    const read = async (path: string) => (await visitor.get(path)).json()
    const list = callListSchema.strict().parse(await read('/api/v1/calls'))
    expect(list.calls.map(({ code }) => code)).toContain(call.code)
    expect(list.calls.map(({ code }) => code)).not.toContain(draft.code)
    for (const role of [null, 'agent'] as const)
      expect((await (await world.as(role)).get(`/api/v1/calls/${draft.code}`)).status).toBe(404)
    const found = callDetailSchema.strict().parse(await read(`/api/v1/calls/${call.code}`))
    expect(found.call).toMatchObject({
      stage: 'decided',
      envelope_cents: 6_000_000,
      applications: 2,
      instalment_shares: [70, 30],
      criteria: [{ weight: 40 }, { weight: 30 }, { weight: 20 }, { weight: 10 }],
      grants: `http://localhost/api/v1/calls/${call.code}/grants`,
    })
    const grants = grantListSchema.strict().parse(await read(`/api/v1/calls/${call.code}/grants`))
    expect(grants.grants).toMatchObject([
      { number: 1, granted_cents: 150_000, state: 'signed_by_mayor', paid_cents: 0, people: null },
    ])
    const document = await read('/api/v1/openapi.json')
    expect(document.paths).toMatchObject(callsOpenApi().paths)
    expect(JSON.stringify(grants)).not.toContain('Maud Perrin')
  })
})
