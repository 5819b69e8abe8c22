import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyByMail, askForLink, confirmed, linkIn } from '#test/applicant.ts'
import { expectDone } from '#test/budget-edition.ts'
import { afterClosing, dossierFields, makeApplication, makeCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant, testPeople } from '#test/test-town.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const minutesLater = (minutes: number) => new Date(testInstant.getTime() + minutes * 60_000)

async function count(table: 'accounts' | 'applications' | 'official_acts' | 'role_grants'): Promise<number> {
  const { count: rows } = await world.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(rows)
}

describe('somebody whom the town does not know', () => {
  test('opens an application by the link of a mail, types it and sends it', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    const before = [await count('accounts'), await count('applications'), await count('official_acts')]
    const page = await (await visitor.get(`${call.path}/candidature`)).text()
    expect(page).toContain('name="courriel"')
    const link = await askForLink(world, visitor, call, 'Nadia@quartier.example')
    // A program that checks mails follows the link: nothing happens.
    expect(await (await visitor.get(link)).text()).toContain('nadia@quartier.example')
    expect([await count('accounts'), await count('applications'), await count('official_acts')]).toEqual(
      before,
    )
    const nameless = await visitor.post(link, { nom: ' ' })
    expect([nameless.status, (await nameless.text()).includes('Écrivez votre nom')]).toEqual([422, true])
    const own = confirmed(await visitor.post(link, { nom: 'Nadia Berthier' }))
    expect((await visitor.get(own)).status).toBe(200)
    await expectDone(visitor.post(own, { version: '1', ...dossierFields }))
    await expectDone(visitor.post(`${own}/envoi`))
    expect(world.sent.at(-1)).toMatchObject({ to: 'nadia@quartier.example' })
    expect(await (await visitor.get('/appels-a-projets/mes-candidatures')).text()).toContain('dossier n° 1')
    const account = await world.db
      .selectFrom('accounts')
      .leftJoin('role_grants', 'role_grants.account_id', 'accounts.id')
      .select(['accounts.name', 'role_grants.role'])
      .where('email', '=', 'nadia@quartier.example')
      .execute()
    expect(account).toEqual([{ name: 'Nadia Berthier', role: null }])
    // The journal is public: it names nobody for having applied.
    expect(await count('official_acts')).toBe(before[2])
  })

  test('uses a link once, however often and however much at once it is pressed', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    const link = await askForLink(world, visitor, call, 'une-fois@quartier.example')
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await world.newBrowser()).post(link, { nom: 'Une Fois' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([
      303,
      ...Array.from({ length: 19 }, () => 404),
    ])
    const rows = await world.db
      .selectFrom('applications')
      .select('id')
      .where('call_id', '=', call.id)
      .execute()
    expect(rows).toHaveLength(1)
    expect((await visitor.get(link)).status).toBe(404)
  })

  test('gets the same answer whether the address has an account or not', async () => {
    const call = await makeCall(world)
    const answers = []
    for (const courriel of ['inconnue@quartier.example', testPeople.resident.email, testPeople.mayor.email]) {
      const sent = world.sent.length
      const answer = await (await world.newBrowser()).post(`${call.path}/candidature`, {
        courriel,
        numero: '',
      })
      answers.push([
        answer.status,
        answer.headers.get('location'),
        answer.headers.get('set-cookie'),
        await answer.text(),
        world.sent.length - sent,
      ])
    }
    expect(answers[0]?.[0]).toBe(303)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('finds a link open for two days; whoever holds a role, for as long as a sign-in link', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    const newcomer = await askForLink(world, visitor, call, 'dans-deux-jours@quartier.example')
    const [mayors, late] = [
      await askForLink(world, visitor, call, testPeople.mayor.email),
      await askForLink(world, visitor, call, 'trop-tard@quartier.example'),
    ]
    expect(world.sent.at(-2)?.text).toContain('15 minutes')
    expect(world.sent.at(-1)?.text).toContain('48 heures')
    world.setNow(minutesLater(15))
    expect((await visitor.get(mayors)).status).toBe(200)
    world.setNow(minutesLater(16))
    expect((await visitor.post(mayors)).status).toBe(404)
    world.setNow(minutesLater(48 * 60 - 1))
    expect(confirmed(await visitor.post(newcomer, { nom: 'Deux Jours' }))).toContain(call.path)
    world.setNow(minutesLater(48 * 60))
    expect((await visitor.post(late, { nom: 'Trop Tard' })).status).toBe(404)
    world.setNow(testInstant)
  })

  test('a link older than a quarter of an hour does not enter an account that got a role since', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    const email = 'bientot-agent@quartier.example'
    const link = await askForLink(world, visitor, call, email)
    const administrator = await world.as('administrator')
    const made = await expectDone(
      administrator.post('/comptes', { nom: 'Bientôt Agent', courriel: email, fonction: '' }),
    )
    await expectDone(
      administrator.post(`${made.headers.get('location')}/roles`, { role: 'agent', debut: '2026-11-01' }),
    )
    world.setNow(minutesLater(16))
    expect((await visitor.post(link, { nom: 'Bientôt' })).status).toBe(404)
    expect(await (await visitor.get('/mon-compte')).text()).not.toContain(email)
    world.setNow(testInstant)
  })

  test('is written to five times in a quarter of an hour at most, and told so', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    for (let time = 1; time <= 5; time += 1) await askForLink(world, visitor, call, 'encore@quartier.example')
    const sent = world.sent.length
    const refused = await visitor.post(`${call.path}/candidature`, {
      courriel: 'ENCORE@quartier.example',
      numero: '123',
    })
    expect([refused.status, (await refused.text()).includes('value="ENCORE@quartier.example"')]).toEqual([
      429,
      true,
    ])
    expect(world.sent.length).toBe(sent)
    const unreadable = await visitor.post(`${call.path}/candidature`, { courriel: 'nadia', numero: '' })
    expect([unreadable.status, (await unreadable.text()).includes('Écrivez une adresse')]).toEqual([
      422,
      true,
    ])
  })

  test('is told when the call has closed meanwhile, and gets no account for nothing', async () => {
    const call = await makeCall(world)
    const visitor = await world.newBrowser()
    world.setNow(new Date(afterClosing.getTime() - 60_000))
    const link = await askForLink(world, visitor, call, 'apres-cloture@quartier.example')
    const accounts = await count('accounts')
    world.setNow(afterClosing)
    const refused = await visitor.post(link, { nom: 'Après Clôture' })
    expect([refused.status, (await refused.text()).includes('ne reçoit pas de candidature')]).toEqual([
      422,
      true,
    ])
    expect(await count('accounts')).toBe(accounts)
    expect((await visitor.post(`${call.path}/candidature`, { courriel: 'a@b.example' })).status).toBe(404)
    world.setNow(testInstant)
  })
})

describe('the account of an applicant', () => {
  test('opens what any visitor opens, and what is the person’s own', async () => {
    const call = await makeCall(world)
    const applicant = await world.newBrowser()
    await applyByMail(world, applicant, call, 'simple@quartier.example')
    const visitor = await world.newBrowser()
    const pages = [
      ...new Set(
        world.app.routes
          .filter(({ method, path }) => method === 'GET' && !/[:*{]/.test(path) && path !== '/metrics')
          .map(({ path }) => path),
      ),
    ]
    expect(pages.length).toBeGreaterThan(60)
    const otherwise: string[] = []
    for (const path of pages) {
      const [seen, plain] = [(await applicant.get(path)).status, (await visitor.get(path)).status]
      if (seen !== plain) otherwise.push(`${path} ${plain} ${seen}`)
    }
    expect(otherwise.sort()).toEqual(ownPages)
  })

  test('is not proposed as a juror', async () => {
    const call = await makeCall(world, {}, { open: false })
    const other = await makeCall(world)
    await applyByMail(world, await world.newBrowser(), other, 'pas-juree@quartier.example', 'Pas Jurée')
    const page = await (await (await world.as('agent')).get(`${call.path}/jures`)).text()
    expect([page.includes('Ahmed Agent'), page.includes('Pas Jurée')]).toEqual([true, false])
  })

  test('learns of a record of the directory what everybody reads there', async () => {
    const call = await makeCall(world)
    const agent = await world.as('agent')
    const made = await expectDone(
      agent.post('/organisations/nouvelle', { nom: 'Club des Tanneries', numero: '552 100 554' }),
    )
    const record = made.headers.get('location') ?? ''
    for (const [nom, fonction, publie] of [
      ['Solène Cachée', 'president', ''],
      ['Paul Montré', 'president', 'oui'],
    ] as const)
      await expectDone(agent.post(`${record}/personnes/nouveau`, { nom, fonction, public: publie }))
    const applicant = await world.newBrowser()
    const own = await applyByMail(
      world,
      applicant,
      call,
      'curieux@quartier.example',
      'Curieux',
      '552 100 554',
    )
    const draft = await (await applicant.get(own)).text()
    expect(draft).toContain('value="Club des Tanneries"')
    expect([draft.includes('Solène Cachée'), draft.includes('Paul Montré')]).toEqual([false, true])
  })

  test('writes nothing in the public directory before somebody of the town has read the file', async () => {
    const call = await makeCall(world)
    const applicant = await world.newBrowser()
    const own = await applyByMail(world, applicant, call, 'inconnue-encore@quartier.example')
    const siret = '443 061 841 00047'
    await expectDone(
      applicant.post(own, { version: '1', ...dossierFields, organisme: 'Les Inconnus', siret }),
    )
    await expectDone(applicant.post(`${own}/envoi`))
    const listed = async () =>
      (await (await applicant.get('/organisations?q=inconnus')).text()).includes('Les Inconnus')
    expect(await listed()).toBe(false)
    await expectDone((await world.as('agent')).post(`${own}/recevabilite`, { avis: 'eligible' }))
    expect(await listed()).toBe(true)
  })
})

describe('somebody invited to write an application', () => {
  test('accepts by the link of the message, without an account before', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, {}, { send: false })
    const holder = await world.as('organisation_officer')
    await expectDone(holder.post(`${own}/invitations`, { courriel: 'Lou@quartier.example' }))
    const invited = await world.newBrowser()
    const link = linkIn(world.sent.at(-1))
    expect((await invited.get(own)).status).toBe(404)
    expect(confirmed(await invited.post(link, { nom: 'Lou Invitée' }))).toBe(own)
    expect(await (await holder.get(own)).text()).toContain('Lou Invitée')
    expect((await invited.get(own)).status).toBe(200)
  })

  test('is one of ten that wait, at most', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, {}, { send: false })
    const holder = await world.as('organisation_officer')
    for (let number = 1; number <= 10; number += 1)
      await expectDone(holder.post(`${own}/invitations`, { courriel: `invite-${number}@quartier.example` }))
    const refused = await holder.post(`${own}/invitations`, { courriel: 'invite-11@quartier.example' })
    expect([refused.status, (await refused.text()).includes('Dix invitations')]).toEqual([422, true])
    await expectDone(holder.post(`${own}/invitations`, { courriel: 'invite-10@quartier.example' }))
  })
})

/** Pages that say something else to whoever is signed in: `path`, status for a visitor, for an applicant. */
const ownPages = [
  '/appels-a-projets/mes-candidatures 303 200',
  '/mes-nouvelles 404 200',
  '/mon-compte 303 200',
]
