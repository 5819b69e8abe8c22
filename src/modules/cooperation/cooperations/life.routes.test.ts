import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpackZip } from '#infra/zip.ts'
import {
  answerTests,
  makeCooperation,
  optionsForm,
  partiesOf,
  send,
  takeAct,
  termsForm,
  tutelageForm,
  voteFor,
} from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const spaces = /[\u00a0\u202f]/g
const page = async (role: Parameters<World['as']>[0], path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(spaces, ' ')
const said = async (sent: Promise<Response>) => {
  const response = await sent
  return [response.status, (await response.text()).replace(spaces, ' ')] as const
}

describe('from the idea to the yearly review', () => {
  test('three councils vote apart, all sign, it runs, and the review is written once', async () => {
    const path = await makeCooperation(world, 'Bus du soir', 'tested')
    const parties = await partiesOf(world, path)
    const early = await page('mayor', path)
    expect(early).toContain('le vote favorable de chaque conseil')
    for (const [index, { id }] of parties.entries())
      expect((await voteFor(world, 'legal_officer', path, id, { numero: `2026-${index + 1}` })).status).toBe(
        303,
      )
    expect(await page('mayor', path)).not.toContain('le vote favorable de chaque conseil')
    await send(world, 'manager', `${path}/convention`, { texte: '# Objet\n{{objet}}' })
    const [status, html] = await said(send(world, 'mayor', `${path}/signature`, {}))
    expect([status, html.includes('qui signe pour chaque partie')]).toEqual([422, true])
    const signing = Object.fromEntries(
      parties.map(({ id, name }) => [`signataire-${id}`, `Maire de ${name}`]),
    )
    expect((await send(world, 'mayor', `${path}/signature`, signing)).status).toBe(303)
    expect((await takeAct(world, 'director_general', path, 'start')).status).toBe(303)
    const review = { annee: '2026', tenu_le: '2026-11-23', resultats: '300 voyageurs', suite: 'keep' }
    expect((await send(world, 'manager', `${path}/bilan`, review)).status).toBe(303)
    const [again, sentence] = await said(send(world, 'manager', `${path}/bilan`, review))
    expect([again, sentence.includes('déjà fait')]).toEqual([422, true])
    const done = await page('agent', path)
    for (const words of ['Maire de Angers', '300 voyageurs', '31 octobre 2032', '30 avril 2029'])
      expect([words, done.includes(words)]).toEqual([words, true])
    expect(await page('agent', '/journal')).toContain('Bus du soir')
    // The register shows the nearest day of each: the review of next year.
    expect(await page('agent', '/cooperations')).toContain('23 novembre 2027')
  })

  test('a refused council stops the signature', async () => {
    const path = await makeCooperation(world, 'Refusée par un conseil', 'tested')
    const [first, ...others] = await partiesOf(world, path)
    await voteFor(world, 'legal_officer', path, first?.id ?? '', { vote: 'refused', numero: 'A-1' })
    for (const { id } of others) await voteFor(world, 'legal_officer', path, id, { numero: 'A-2' })
    expect((await (await world.as('mayor')).get(`${path}/signature`)).status).toBe(404)
    expect(await page('agent', path)).toContain('Refusée')
  })

  test('fifty signatures at once leave one', async () => {
    const path = await makeCooperation(world, 'Signée une fois', 'adopted')
    const parties = await partiesOf(world, path)
    const signing = Object.fromEntries(parties.map(({ id }) => [`signataire-${id}`, 'Nom']))
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => send(world, 'mayor', `${path}/signature`, signing)),
    )
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(1)
    const acts = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('act', '=', 'sign')
      .where('subject_label', '=', 'Signée une fois')
      .execute()
    expect(acts).toHaveLength(1)
  })

  test('without an exit clause nobody signs', async () => {
    const path = await makeCooperation(world, 'Sans sortie', 'adopted')
    await send(world, 'manager', `${path}/accord`, { ...termsForm, sortie: '' })
    expect(await page('mayor', path)).toContain('la clause de sortie')
    expect((await (await world.as('mayor')).get(`${path}/signature`)).status).toBe(404)
  })

  test('moving to another depth keeps the history, and the old form until the new one is signed', async () => {
    const path = await makeCooperation(world, 'Plus profonde', 'running')
    await send(world, 'manager', `${path}/comparaison`, optionsForm)
    const why = { profondeur: 'integrated', motif: 'Deux ans de bons résultats' }
    expect((await takeAct(world, 'director_general', path, 'choose', why)).status).toBe(303)
    const html = await page('agent', path)
    for (const words of ['Formelle → Intégrée', 'reste en vigueur', 'Deux ans de bons résultats'])
      expect([words, html.includes(words)]).toEqual([words, true])
    const rounds = await world.db
      .selectFrom('cooperation_rounds')
      .innerJoin('cooperations', 'cooperations.id', 'cooperation_rounds.cooperation_id')
      .select(['number', 'depth', 'signed_on', 'ended_on'])
      .where('title', '=', 'Plus profonde')
      .orderBy('number')
      .execute()
    expect(rounds).toEqual([
      { number: 1, depth: 'formal', signed_on: '2026-11-23', ended_on: null },
      { number: 2, depth: 'integrated', signed_on: null, ended_on: null },
    ])
  })

  test('what was signed is never rewritten, not even by hand in the database', async () => {
    const path = await makeCooperation(world, 'Signée pour de bon', 'signed')
    expect((await send(world, 'manager', `${path}/accord`, termsForm)).status).toBe(404)
    await expect(
      world.db
        .updateTable('cooperation_rounds')
        .set({ term_months: 1 })
        .where('signed_on', 'is not', null)
        .execute(),
    ).rejects.toThrow('signed')
  })

  test('a party leaves with the notice agreed; with two, it ends', async () => {
    const path = await makeCooperation(world, 'On part', 'running')
    const [town, angers] = await partiesOf(world, path)
    const leave = { preavis_le: '2026-11-23', motif_depart: 'Nouvelles priorités' }
    expect((await send(world, 'legal_officer', `${path}/parties/${angers?.id}/depart`, leave)).status).toBe(
      303,
    )
    expect(await page('agent', path)).toContain('quitte le 23 mai 2027')
    const [status, html] = await said(send(world, 'mayor', `${path}/parties/${town?.id}/depart`, leave))
    expect([status, html.includes('on met fin')]).toEqual([422, true])
    expect((await takeAct(world, 'mayor', path, 'end', { motif: 'Plus personne' })).status).toBe(303)
    expect(await page('agent', path)).toContain('Terminée : Plus personne')
  })
})

describe('the text of the agreement', () => {
  test('is filled in from the cooperation, keeps its versions, and says who signed', async () => {
    const path = await makeCooperation(world, 'Texte à signer', 'adopted')
    const wrong = await said(send(world, 'manager', `${path}/convention`, { texte: 'Le {{prix}}' }))
    expect([wrong[0], wrong[1].includes('prix')]).toEqual([422, true])
    await send(world, 'manager', `${path}/convention`, { texte: '# Coût\nIl est de {{cout}}.' })
    expect(await page('manager', path)).toContain('Forme 1, version 2 (DOCX)')
    const parties = await partiesOf(world, path)
    const signing = Object.fromEntries(parties.map(({ id, name }) => [`signataire-${id}`, `Signé ${name}`]))
    await send(world, 'mayor', `${path}/signature`, signing)
    const text = await wordsIn(`${path}/convention/1-2.docx`)
    for (const words of ['30 000 € par an', 'Signé Angers', '23 novembre 2026'])
      expect([words, text.includes(words)]).toEqual([words, true])
    expect((await (await world.as('manager')).get(`${path}/convention/1-9.docx`)).status).toBe(404)
  })

  async function wordsIn(path: string): Promise<string> {
    const response = await (await world.as('manager')).get(path)
    const unpacked = await unpackZip(new Uint8Array(await response.arrayBuffer()), {
      entries: 100,
      bytes: 20_000_000,
    })
    if (!unpacked.ok) throw new Error(unpacked.refusal)
    const entry = unpacked.value.find(({ name }) => new TextDecoder().decode(name) === 'word/document.xml')
    return new TextDecoder()
      .decode(entry?.bytes)
      .replace(/<[^>]+>/g, ' ')
      .replace(spaces, ' ')
  }
})

describe('law, through the pages', () => {
  test('E17: a prior visa flags tutelage, and an incentive does not; the reason has to be said', async () => {
    const path = await makeCooperation(world, 'Tutelle', 'compared')
    await answerTests(world, path)
    expect(await page('legal_officer', path)).not.toContain('Fait obstacle')
    const visa = { ...tutelageForm, requires_prior_approval: 'oui' }
    await send(world, 'legal_officer', `${path}/droit/tutelage`, visa)
    const html = await page('legal_officer', path)
    expect([html.includes('Fait obstacle'), html.includes('aucun accord préalable')]).toEqual([true, true])
    const [status, sentence] = await said(takeAct(world, 'legal_officer', path, 'pass_tests'))
    expect([status, sentence.includes('réponse favorable à chaque question')]).toEqual([422, true])
    expect(await page('agent', `${path}/exposition`)).toContain('T2')
  })

  test('E17: nobody is chef de file but whom the law names: the page proposes coordinator', async () => {
    const path = await makeCooperation(world, 'Chef de file', 'idea')
    await send(world, 'manager', `${path}/parties/ajout`, { type: 'region', code: '52' })
    const parties = await partiesOf(world, path)
    const as = (name: string) => parties.find((party) => party.name === name)?.id ?? ''
    const lead = (id: string, domaine: string) =>
      said(
        send(world, 'manager', `${path}/parties/${id}`, {
          [`role-${id}`]: 'lead',
          [`domaine-${id}`]: domaine,
          [`part-${id}`]: '0',
        }),
      )
    const refused = await lead(as('Angers'), 'youth_policy')
    expect([refused[0], refused[1].includes('Écrivez « coordonnateur »')]).toEqual([422, true])
    expect((await lead(as('Pays de la Loire'), 'youth_policy'))[0]).toBe(303)
    expect(await page('manager', path)).toContain('Chef de file (par la loi)')
    // There is one head: the town, which coordinated, is a member now.
    const heads = await world.db
      .selectFrom('cooperation_parties')
      .select('name')
      .where('role', '<>', 'member')
      .where(
        'id',
        'in',
        parties.map(({ id }) => id),
      )
      .execute()
    expect(heads).toEqual([{ name: 'Pays de la Loire' }])
  })

  test('E16: in-house above 80 %, public cooperation below 20 % of the market', async () => {
    const path = await makeCooperation(world, 'Quasi-régie', 'compared')
    const inHouse = (share: string) => ({
      le: '2026-11-23',
      has_similar_control: 'oui',
      activity_for_controllers_share_percent: share,
      has_direct_private_capital: 'non',
      motif: '',
    })
    const common = (share: string) => ({
      le: '2026-11-23',
      has_shared_public_aims: 'oui',
      is_general_interest_only: 'oui',
      open_market_share_percent: share,
      motif: '',
    })
    const blocks = async (name: string, form: Readonly<Record<string, string>>) => {
      expect((await send(world, 'legal_officer', `${path}/droit/${name}`, form)).status).toBe(303)
      return (await page('agent', path)).includes('Fait obstacle')
    }
    expect(await blocks('in_house', inHouse('80'))).toBe(true)
    expect(await blocks('in_house', inHouse('80,1'))).toBe(false)
    expect(await blocks('public_cooperation', common('20'))).toBe(true)
    expect(await blocks('public_cooperation', common('19,9'))).toBe(false)
    // A contract that competition will award is lawful: it has to be said.
    expect(await blocks('in_house', { ...inHouse('80'), motif: 'Un marché sera passé' })).toBe(false)
  })

  test('tutelage is never beside the point', async () => {
    const path = await makeCooperation(world, 'Toujours posée', 'compared')
    const aside = { ecarte: 'oui', motif: 'Non' }
    const [status, html] = await said(send(world, 'legal_officer', `${path}/droit/tutelage`, aside))
    expect([status, html.includes('se pose toujours')]).toEqual([422, true])
  })

  test('E18: the own share of the owner; E21: the calendar of the governance pact', async () => {
    const path = await makeCooperation(world, 'Part et pacte', 'compared')
    const answered = async (own: string, isLead = 'non') => {
      const facts = { own_euros: own, public_funding_euros: '500000', is_lead_authority_field: isLead }
      const form = { le: '2026-11-23', ...facts, motif: '' }
      expect((await send(world, 'legal_officer', `${path}/droit/own_share`, form)).status).toBe(303)
      return /(Permis|Interdit)/.exec(await page('agent', path))?.[1]
    }
    expect([await answered('100000'), await answered('99999')]).toEqual(['Permis', 'Interdit'])
    expect([await answered('149999', 'oui'), await answered('150000', 'oui')]).toEqual(['Interdit', 'Permis'])
    const pact = { le: '2026-03-15', renewal_on: '2026-03-15', motif: '' }
    await send(world, 'legal_officer', `${path}/droit/governance_pact`, pact)
    const html = await page('agent', path)
    expect([html.includes('15 décembre 2026'), html.includes('15 octobre 2026')]).toEqual([true, true])
  })

  test('E31: a town of 80,000 must have neighbourhood councils, an EPCI above 50,000 a development council', async () => {
    const councils = (people: string) => ruleAnswer('PAR-01', { population: people })
    expect(await councils('79999')).not.toBe(await councils('80000'))
    const development = (people: string) => ruleAnswer('INT-21', { population: people })
    expect(await development('50000')).toContain('Pas obligatoire')
    expect(await development('50001')).toMatch(/\sObligatoire\s/)
  })

  /** What the page of a rule answers to facts on the day of the tests. */
  async function ruleAnswer(rule: string, facts: Readonly<Record<string, string>>): Promise<string> {
    const html = await page('agent', `/droit/${rule}?${new URLSearchParams({ le: '2026-11-23', ...facts })}`)
    return html
      .slice(html.indexOf('id="reponse"'), html.indexOf('id="reponse"') + 900)
      .replace(/<[^>]+>/g, ' ')
  }
})
