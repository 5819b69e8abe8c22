import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { recordDeliberation } from '#test/budget-edition.ts'
import { arbitrate, makeCall, recordDecision, type TestApplication, type TestCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { findApplication } from './applications.queries.ts'
import { checksOf } from './award-checks.ts'
import { findCall } from './calls.queries.ts'
import { interestsOf, membersWhoJudged, membersWhoStayed, type NamedInterest } from './interests.rules.ts'
import { gatherInterests } from './interests.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

describe('who steps aside', () => {
  const named: NamedInterest = {
    applicationId: 'a',
    memberName: 'Élise Élue',
    link: 'présidente',
    ground: 'own_interest',
  }
  const elected = [{ id: 'e', name: 'Élise Élue' }]
  const review = (applicationId: string, accountId: string, state: string, recusalReason = '') => ({
    applicationId,
    accountId,
    state,
    recusalReason,
  })

  test('those who are named, and elected jurors who declared a link; a juror who is an agent does not vote', () => {
    const reviews = [
      review('a', 'e', 'recused', 'adhérente'),
      review('b', 'e', 'recused', 'voisine'),
      review('b', 'agent', 'recused', 'cousin'),
      review('c', 'e', 'submitted'),
    ]
    expect(interestsOf([named], reviews, elected)).toEqual([
      { ...named, isFromJury: true },
      {
        applicationId: 'b',
        memberName: 'Élise Élue',
        link: 'voisine',
        ground: 'own_interest',
        isFromJury: true,
      },
    ])
  })

  test('one who marked the file took part in its preparation; one who marked others did not', () => {
    const member = { ...named, isFromJury: false }
    expect(membersWhoJudged([member], [review('a', 'e', 'submitted')], elected)).toEqual([member])
    expect(membersWhoJudged([member], [review('a', 'e', 'started')], elected)).toEqual([member])
    expect(membersWhoJudged([member], [review('b', 'e', 'submitted')], elected)).toEqual([])
    expect(membersWhoJudged([member], [review('a', 'x', 'submitted')], elected)).toEqual([])
  })

  test('one whom the deliberation does not record as aside stayed, however the name is written', () => {
    const member = { ...named, isFromJury: false }
    expect(membersWhoStayed([member], [{ memberName: 'elise  ÉLUE ' }])).toEqual([])
    expect(membersWhoStayed([member], [{ memberName: 'Marc Maire' }])).toEqual([member])
  })
})

/** What the law answers of the first application, on a day: `SUB-16 forbidden`. */
async function answersOn(call: TestCall, application: TestApplication, day: string, recusals: string[]) {
  const context = await world.context('legal_officer')
  const on = calendarDate(day)
  const found = await findCall(context.db, call.code)
  const file = found && (await findApplication(context.db, found.id, application.id))
  if (!found || !file) throw new Error('the application is there')
  const aside = recusals.map((memberName) => ({ memberName }))
  const interests = await gatherInterests(context, found, on, aside)
  const { answers } = await checksOf(context, file, 150_000, on, interests)
  return answers.filter(({ rule }) => /SUB-1[67]/.test(rule)).map(({ rule, status }) => `${rule} ${status}`)
}

describe('the decision', () => {
  test('is recorded when the interested stepped aside; else only by somebody who knows what it risks', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2, (role, index) =>
      role === 'elected_member' && index === 1 ? 'Trésorière de l’association' : '',
    )
    const [first, second] = applications
    if (!first || !second) throw new Error('two applications')
    const legal = await world.as('legal_officer')
    // The mayor, whose interest comes to light late, has marked the first file.
    const named = {
      membre: 'Marc Maire',
      dossier: first.id,
      nature: 'own_interest',
      lien: 'Son frère préside l’association',
    }
    expect((await legal.post(`${call.path}/decision/elus`, { ...named, nature: 'autre' })).status).toBe(422)
    expect((await legal.post(`${call.path}/decision/elus`, named)).status).toBe(303)
    const prepared = plain(await (await legal.get(`${call.path}/decision`)).text())
    for (const said of ['Trésorière de l’association', 'déclaré au jury', 'a noté ce dossier au jury'])
      expect(prepared).toContain(said)
    // By the day and by who stepped aside: the vote makes it illegal, the jury alone makes it risky.
    expect(await answersOn(call, first, '2026-12-14', [])).toEqual(['SUB-16 forbidden'])
    expect(await answersOn(call, first, '2026-12-14', ['Marc Maire'])).toEqual(['SUB-16 warning'])
    expect(await answersOn(call, second, '2026-12-14', ['Élise Élue'])).toEqual(['SUB-16 allowed'])

    const silent = await recordDeliberation(world, 'Attribution sans déport')
    const refused = await recordDecision(world, call, applications, 2, { deliberation: silent })
    const page = await refused.text()
    expect([refused.status, page.includes('risque l’annulation'), page.includes('name="risque"')]).toEqual([
      422,
      true,
      true,
    ])
    const half = await recordDeliberation(world, 'Attribution, un déport', {
      deports: 'Marc Maire : son frère préside l’association',
    })
    expect((await recordDecision(world, call, applications, 2, { deliberation: half })).status).toBe(422)
    const right = await recordDeliberation(world, 'Attribution, deux déports', {
      deports: 'Marc Maire : son frère\nÉlise Élue : trésorière',
    })
    expect((await recordDecision(world, call, applications, 2, { deliberation: right })).status).toBe(303)
    const acts = await world.db
      .selectFrom('official_acts')
      .select('details')
      .where('act', '=', 'decide')
      .where('deliberation_id', '=', right)
      .execute()
    expect(acts).toMatchObject([{ details: { interested_on_jury: 'Marc Maire' } }])
    expect(JSON.stringify(acts)).not.toContain('interested_not_recused')
  })

  test('a member whom a law seats in the body steps aside for a grant to it, and is not interested by that alone', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2)
    const [first, second] = applications
    if (!first || !second) throw new Error('two applications')
    const legal = await world.as('legal_officer')
    const name = (membre: string, dossier: string, nature: string) =>
      legal.post(`${call.path}/decision/elus`, { membre, dossier, nature, lien: 'Siège au conseil' })
    await name('Awa Rochebrune', first.id, 'appointed_by_law')
    await name('Paul Simple', second.id, 'appointed')
    // SUB-17 is law since 23 February 2022; the day before, the member is as any other.
    expect(await answersOn(call, first, '2022-02-23', [])).toEqual(['SUB-16 allowed', 'SUB-17 required'])
    expect(await answersOn(call, first, '2022-02-22', [])).toEqual(['SUB-16 forbidden'])
    // Without a basis in law there is no shield.
    expect(await answersOn(call, second, '2026-12-14', [])).toEqual(['SUB-16 forbidden'])
    expect(await answersOn(call, second, '2026-12-14', ['Paul Simple'])).toEqual(['SUB-16 allowed'])

    const paulAside = await recordDeliberation(world, 'Attribution, un seul déport', {
      deports: 'Paul Simple : siège au conseil',
    })
    const fields = { deliberation: paulAside }
    expect((await recordDecision(world, call, applications, 2, fields)).status).toBe(422)
    // Where that body gets nothing, the member had nothing to step aside from.
    const refused = { [`decision_${first.id}`]: 'refused', [`motif_${first.id}`]: 'Projet sans budget.' }
    const none = await recordDecision(world, call, applications, 2, { ...fields, ...refused })
    expect(none.status).toBe(303)
  })
})
