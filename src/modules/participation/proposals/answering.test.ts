import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { lastLink, publish, textOf } from '#test/proposal-pages.ts'
import { testInstant } from '#test/test-town.ts'
import { countKeptProposals, listAcceptedProposals, proposalTotals } from './proposals.public.ts'

let world: World
let process: { readonly id: string }
beforeAll(async () => {
  world = await makeWorld()
  process = await openProcess(world.db, 'cadre-de-vie')
})
afterAll(() => world.close())

const accountOf = async (email: string) =>
  assertDefined(
    await world.db.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst(),
    email,
  ).id

const yes = { verdict: 'accepted', motifs: 'L’idée est **utile** et peu coûteuse.', suites: '', retard: '' }

describe('assessment', () => {
  test('a proposal is given, questioned, costed to the cent and answered with reasons; the promise is delivered', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie')
    const manager = await world.as('manager')
    const agent = await world.as('agent')
    const opinion = { faisabilite: 'feasible', competence: 'town', avis: 'Un chantier simple.' }
    expect((await agent.post(`${path}/instruction`, opinion)).status).toBe(404)
    const evaluateur = await accountOf('agent@essais.example')
    expect((await manager.post(`${path}/instruction/evaluateurs`, { evaluateur })).status).toBe(303)
    expect(await textOf(agent.get('/propositions/instruction?a=moi'))).toContain('Des bancs')
    expect((await agent.post(`${path}/instruction`, opinion)).status).toBe(303)
    for (const [libelle, section, montant] of [
      ['Bancs', 'investment', '12 500,50'],
      ['Plantations', 'investment', '3000'],
      ['Arrosage', 'operating', '0,10'],
    ] as const)
      expect((await agent.post(`${path}/instruction/couts`, { libelle, section, montant })).status).toBe(303)
    const wrong = await agent.post(`${path}/instruction/couts`, {
      libelle: 'x',
      section: 'operating',
      montant: '1.234',
    })
    expect(wrong.status).toBe(422)
    const file = await textOf(agent.get(`${path}/instruction`))
    expect(file).toMatch(/Total une fois.*15\s500,50/s)
    expect(file).toMatch(/Total par an.*0,10/s)
    await agent.post(`${path}/instruction/questions`, { question: 'Combien de bancs ?' })
    const author = await world.as('resident')
    const asked = await textOf(author.get(path))
    const reply = /action="(\/propositions\/\d+\/questions\/[0-9a-f-]+)"/.exec(asked)?.[1] ?? ''
    expect((await (await world.as('organisation_officer')).post(reply, { reponse: 'Cent !' })).status).toBe(
      404,
    )
    expect((await author.post(reply, { reponse: 'Six.' })).status).toBe(303)
    expect((await author.post(reply, { reponse: 'Sept.' })).status).toBe(404)
    expect((await manager.post(`${path}/reponse`, { ...yes, motifs: '' })).status).toBe(422)
    expect((await manager.post(`${path}/reponse`, yes)).status).toBe(303)
    const page = await textOf((await world.as(null)).get(path))
    for (const text of [
      'La ville accepte cette proposition',
      '<strong>utile</strong>',
      'Cheffe de service',
      'Six.',
    ])
      expect(page).toContain(text)
    expect(page).toMatch(/15\s500,50/)
    expect(page).not.toContain('Un chantier simple')
    const commitment = await world.db
      .selectFrom('commitments')
      .select(['delivered_on', 'due_on'])
      .where('path', '=', path)
      .executeTakeFirstOrThrow()
    expect(commitment).toEqual({ delivered_on: '2026-11-23', due_on: '2027-03-01' })
    expect(await textOf((await world.as(null)).get('/journal'))).toContain('Réponse de la ville')
    expect(await countKeptProposals(world.db, process.id)).toBe(1)
    expect((await listAcceptedProposals(world.db, process.id)).map(({ cents }) => cents)).toEqual([1_550_050])
  })

  test('answers once: twenty at once leave one, and what was answered is discussed no more', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Une seule réponse' })
    const browsers = [await world.as('mayor'), await world.as('director_general')]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        assertDefined(browsers[n % 2], 'two').post(`${path}/reponse`, {
          ...yes,
          verdict: n % 2 ? 'refused' : 'accepted',
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const officer = await world.as('organisation_officer')
    expect((await officer.post(`${path}/soutien`)).status).toBe(422)
    const said = await officer.post(`${path}/commentaires`, { position: 'for', message: 'x', reponse_a: '' })
    expect(said.status).toBe(422)
    expect((await (await world.as('resident')).post(`${path}/retrait`)).status).toBe(404)
    await expect(
      world.db
        .updateTable('proposals')
        .set({ verdict: 'accepted_in_part' })
        .where('title', '=', 'Une seule réponse')
        .execute(),
    ).rejects.toThrow(/answered once/)
    await expect(world.db.deleteFrom('proposal_answers').execute()).rejects.toThrow(/append-only/)
  })

  test('a late answer asks why, and says it in public', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Réponse tardive' })
    world.setNow(new Date('2027-03-05T09:00:00Z'))
    const visitor = await world.as(null)
    expect(await textOf(visitor.get(path))).toContain('elle a 4 jours de retard')
    expect(await textOf(visitor.get('/propositions?reponse=late'))).toContain('Réponse tardive')
    const totals = await proposalTotals(world.db, process.id, (await world.context(null)).clock.today())
    expect(totals).toMatchObject({ proposals: 3, accepted: expect.any(Number), awaited: 1, late: 1 })
    const mayor = await world.as('mayor')
    expect((await mayor.post(`${path}/reponse`, yes)).status).toBe(422)
    expect((await mayor.post(`${path}/reponse`, { ...yes, retard: 'Le devis a tardé.' })).status).toBe(303)
    const commitment = await world.db
      .selectFrom('commitments')
      .select('late_reason')
      .where('path', '=', path)
      .executeTakeFirstOrThrow()
    expect(commitment.late_reason).toBe('Le devis a tardé.')
    world.setNow(testInstant)
  })
})

describe('authors', () => {
  const rewrite = (texte: string, version: string) => ({
    titre: 'Texte à plusieurs mains',
    texte,
    version,
    motif: '',
  })

  test('rewrite their text: every version stays, with what changed; nobody else may', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie', {
      titre: 'Texte à plusieurs mains',
      texte: 'Planter dix arbres.',
    })
    const author = await world.as('resident')
    const officer = await world.as('organisation_officer')
    expect((await officer.post(`${path}/modifier`, rewrite('Rien.', '1'))).status).toBe(404)
    expect((await author.post(`${path}/modifier`, rewrite('Planter dix arbres.', '1'))).status).toBe(422)
    expect((await author.post(`${path}/modifier`, rewrite('Planter vingt arbres.', '1'))).status).toBe(303)
    expect((await author.post(`${path}/modifier`, rewrite('Planter trente arbres.', '1'))).status).toBe(409)
    const history = await textOf((await world.as(null)).get(`${path}/historique`))
    expect(history).toMatch(/<del[^>]*>dix<\/del><ins[^>]*>vingt<\/ins>/)
    expect(history).toContain('Version 2')

    const amended = await officer.post(`${path}/amendements`, rewrite('Planter vingt chênes.', '2'))
    expect(amended.status).toBe(303)
    const amendments = await textOf(author.get(`${path}/amendements`))
    const address = /action="(\/propositions\/\d+\/amendements\/[0-9a-f-]+)"/.exec(amendments)?.[1] ?? ''
    expect((await officer.post(address, { decision: 'accepted', reponse: '' })).status).toBe(404)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => author.post(address, { decision: 'accepted', reponse: '' })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await textOf((await world.as(null)).get(path))).toContain('Planter vingt chênes.')
    expect(await textOf((await world.as(null)).get(`${path}/historique`))).toContain(
      'amendement de Omar Association',
    )
    const stale = await officer.post(`${path}/amendements`, rewrite('Planter des pins.', '2'))
    expect(stale.status).toBe(409)
  })

  test('invite co-authors by mail, who then write with them', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie', { titre: 'À deux' })
    const author = await world.as('resident')
    expect((await author.post(`${path}/coauteurs`, { courriel: 'ami@habitants.example' })).status).toBe(303)
    expect(
      (await (await world.as('agent')).post(`${path}/coauteurs`, { courriel: 'x@y.example' })).status,
    ).toBe(404)
    const visitor = await world.as(null)
    expect((await visitor.post(lastLink(world, 'ami@habitants.example'))).status).toBe(303)
    const written = await visitor.post(`${path}/modifier`, {
      titre: 'À deux',
      texte: 'Mieux dit.',
      version: '1',
      motif: '',
    })
    expect(written.status).toBe(303)
    expect(await textOf(author.get(path))).toContain('Mieux dit.')
    await visitor.post('/propositions/mes-propositions/oubli')
  })

  test('withdraw it: the words go, the number stays, nothing is owed', async () => {
    const path = await publish(world, 'resident', 'cadre-de-vie', {
      titre: 'Je la reprends',
      texte: 'Mots repris',
    })
    const author = await world.as('resident')
    expect((await (await world.as('organisation_officer')).post(`${path}/retrait`)).status).toBe(404)
    expect((await author.post(`${path}/retrait`)).status).toBe(303)
    const visitor = await world.as(null)
    const page = await textOf(visitor.get(path))
    expect(page).toContain('retirée par son auteur')
    expect(page).not.toMatch(/Mots repris|Je la reprends|Inès/)
    expect((await visitor.get(`${path}/historique`)).status).toBe(404)
    for (const place of ['/propositions', '/propositions/export.json'])
      expect(await textOf(visitor.get(place))).not.toContain('Je la reprends')
    const owed = await world.db
      .selectFrom('commitments')
      .select('cancelled_reason')
      .where('path', '=', path)
      .executeTakeFirstOrThrow()
    expect(owed.cancelled_reason).toBe('Proposition retirée par son auteur')
    expect((await author.post(`${path}/retrait`)).status).toBe(404)
  })

  test('a person who dictated is withdrawn at the desk', async () => {
    const path = await publish(world, 'agent', 'cadre-de-vie', {
      titre: 'Dictée puis reprise',
      guichet: 'oui',
      nom: 'Mme A.',
    })
    expect((await (await world.as('resident')).post(`${path}/retrait`)).status).toBe(404)
    expect((await (await world.as('manager')).post(`${path}/retrait`)).status).toBe(303)
  })
})

describe('merging', () => {
  test('carries supporters over, each once, tells them, and owes one answer', async () => {
    const from = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Bancs place Carnot' })
    const into = await publish(world, 'organisation_officer', 'cadre-de-vie', {
      titre: 'Des sièges place Carnot',
    })
    const target = into.split('/').at(-1) ?? ''
    const own = from.split('/').at(-1) ?? ''
    for (const role of ['partner_officer', 'legal_officer', 'finance_officer'] as const)
      await (await world.as(role)).post(`${from}/soutien`)
    await (await world.as('legal_officer')).post(`${into}/soutien`)
    const manager = await world.as('manager')
    for (const cible of [own, '999999', 'x'])
      expect((await manager.post(`${from}/fusion`, { cible, motif: 'Même lieu' })).status).toBe(422)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => manager.post(`${from}/fusion`, { cible: target, motif: 'Même lieu' })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const page = await textOf((await world.as(null)).get(into))
    expect(page).toContain('3 personnes soutiennent')
    const old = await textOf((await world.as(null)).get(from))
    expect(old).toContain(`href="${into}"`)
    const told = await world.db
      .selectFrom('notices')
      .select('text_fr')
      .where('event', 'like', '%merged:%')
      .execute()
    // Three supporters and the author.
    expect(told).toHaveLength(4)
    await (await world.as('partner_officer')).post(`${into}/soutien/retrait`)
    expect(await textOf((await world.as(null)).get(into))).toContain('2 personnes soutiennent')
    const owed = await world.db
      .selectFrom('commitments')
      .select(['path', 'cancelled_on'])
      .where('path', 'in', [from, into])
      .orderBy('path')
      .execute()
    expect(owed.filter(({ cancelled_on }) => cancelled_on === null).map(({ path }) => path)).toEqual([into])
  })

  test('two opposite merges at once leave one of the two proposals', async () => {
    const [one, two] = [
      await publish(world, 'resident', 'cadre-de-vie', { titre: 'Croisée A' }),
      await publish(world, 'resident', 'cadre-de-vie', { titre: 'Croisée B' }),
    ]
    const manager = await world.as('manager')
    const number = (path: string) => path.split('/').at(-1) ?? ''
    const answers = await Promise.all([
      manager.post(`${one}/fusion`, { cible: number(two), motif: 'x' }),
      manager.post(`${two}/fusion`, { cible: number(one), motif: 'x' }),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })
})
