import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant, testPeople } from '#test/test-town.ts'
import { findAccountByEmail } from './accounts.queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** A browser of its own, as on another machine. */
function stranger() {
  const jar = new Map<string, string>()
  async function send(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await world.app.request(`http://localhost${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        origin: 'http://localhost',
        'user-agent': 'Essai',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    return response
  }
  const isSignedIn = async () => (await send('/mon-compte')).status === 200
  return { get: (path: string) => send(path), post: send, isSignedIn }
}

const email = (role: Role) => testPeople[role].email
const askLink = (to: string) => stranger().post('/connexion/lien', { courriel_lien: to })

/** The path of the link in the last message. */
async function mailedLink(to: string): Promise<string> {
  await askLink(to)
  return /http:\/\/localhost(\/connexion\/lien\/\S+)/.exec(world.sent.at(-1)?.text ?? '')?.[1] ?? ''
}

async function withPassword(role: Role, password: string): Promise<void> {
  const browser = stranger()
  await browser.post(await mailedLink(email(role)), {})
  expect((await browser.post('/mon-compte/mot-de-passe', { nouveau: password })).status).toBe(303)
}

const signIn = (courriel: string, mot_de_passe: string) =>
  stranger().post('/connexion/mot-de-passe', { courriel, mot_de_passe })

describe('a link by e-mail', () => {
  test('opens a session once, on the button: a mail program that follows links uses nothing up', async () => {
    const link = await mailedLink(email('agent'))
    const first = stranger()
    expect((await first.get(link)).status).toBe(200)
    expect(await first.isSignedIn()).toBe(false)
    expect((await first.post(link, {})).status).toBe(303)
    expect(await first.isSignedIn()).toBe(true)
    const second = stranger()
    expect((await second.post(link, {})).status).toBe(422)
    expect(await second.isSignedIn()).toBe(false)
  })

  test('of fifty presses at once, one opens a session', async () => {
    const link = await mailedLink(email('manager'))
    const answers = await Promise.all(Array.from({ length: 50 }, () => stranger().post(link, {})))
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  })

  test('the answer is the same for an address without an account, and nothing is sent there', async () => {
    const known = await askLink(email('moderator'))
    const before = world.sent.length
    const unknown = await askLink('personne@essais.example')
    expect(world.sent).toHaveLength(before)
    expect([unknown.status, unknown.headers.get('location')]).toEqual([
      known.status,
      known.headers.get('location'),
    ])
  })

  test('a mailbox gets five in a quarter of an hour, then a sentence; others are not held back', async () => {
    const answers = []
    for (let count = 0; count < 6; count += 1) answers.push(await askLink(email('legal_officer')))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303, 429])
    expect(await answers.at(-1)?.text()).toContain('Attendez un quart d’heure')
    expect((await askLink(email('finance_officer'))).status).toBe(303)
  })

  test('is kept only as a hash', async () => {
    const token = (await mailedLink(email('resident'))).split('/').at(-1) ?? ''
    const rows = await world.db.selectFrom('verifications').select(['identifier', 'value']).execute()
    expect(token.length).toBeGreaterThan(20)
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('a password', () => {
  test('wrong, or of nobody: the same sentence', async () => {
    await withPassword('mayor', 'une phrase que je connais')
    const wrong = await signIn(email('mayor'), 'une autre phrase')
    const nobody = await signIn('personne@essais.example', 'une autre phrase')
    expect([wrong.status, nobody.status]).toEqual([422, 422])
    const sentence = 'L’adresse ou le mot de passe ne convient pas.'
    expect(await wrong.text()).toContain(sentence)
    expect(await nobody.text()).toContain(sentence)
  })

  test('right: a session whose cookie no script can read and no other site can use', async () => {
    const answer = await signIn(email('mayor'), 'une phrase que je connais')
    expect(answer.status).toBe(303)
    const cookie = answer.headers.getSetCookie().find((line) => line.includes('session_token')) ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  test('never comes back in the page', async () => {
    const answer = await signIn(email('mayor'), 'secret-que-je-tape')
    expect(await answer.text()).not.toContain('secret-que-je-tape')
  })

  test('guessing is slowed down for one account; the town hall that shares the address goes on', async () => {
    await withPassword('elected_member', 'ma phrase très secrète')
    const guesses = []
    for (let count = 0; count < 11; count += 1)
      guesses.push((await signIn(email('elected_member'), `essai ${count} trop long`)).status)
    expect(guesses).toEqual([...Array(10).fill(422), 429])
    expect((await signIn(email('mayor'), 'une phrase que je connais')).status).toBe(303)
    world.setNow(new Date(testInstant.getTime() + 16 * 60_000))
    expect((await signIn(email('elected_member'), 'ma phrase très secrète')).status).toBe(303)
    world.setNow(testInstant)
  })

  test('changed: every other session is closed', async () => {
    await withPassword('director_general', 'première phrase secrète')
    const elsewhere = stranger()
    await elsewhere.post(await mailedLink(email('director_general')), {})
    expect(await elsewhere.isSignedIn()).toBe(true)
    await withPassword('director_general', 'deuxième phrase secrète')
    expect(await elsewhere.isSignedIn()).toBe(false)
    expect((await signIn(email('director_general'), 'première phrase secrète')).status).toBe(422)
  })

  test('too short comes back with its remedy', async () => {
    const answer = await (await world.as('resident')).post('/mon-compte/mot-de-passe', { nouveau: 'court' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choisissez au moins douze caractères.')
  })
})

describe('sessions', () => {
  test('are listed, and one that is closed no longer opens anything', async () => {
    const phone = stranger()
    const desk = stranger()
    await phone.post(await mailedLink(email('security_officer')), {})
    await desk.post(await mailedLink(email('security_officer')), {})
    const page = await (await desk.get('/mon-compte')).text()
    const others = [...page.matchAll(/action="(\/mon-compte\/sessions\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    )
    expect(others).toHaveLength(1)
    expect((await desk.post(others[0] ?? '', {})).status).toBe(303)
    expect(await phone.isSignedIn()).toBe(false)
    expect(await desk.isSignedIn()).toBe(true)
  })

  test('closed by another process, or without their role since, are known at once', async () => {
    const browser = stranger()
    await browser.post(await mailedLink(email('director_general')), {})
    const accounts = async () => (await browser.get('/comptes')).status
    expect([await accounts(), await accounts()]).toEqual([200, 200])
    const { id } = await world.db
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', email('director_general'))
      .executeTakeFirstOrThrow()
    const grants = world.db.updateTable('role_grants').where('account_id', '=', id)
    await grants.set({ ends_on: '2026-11-22' }).execute()
    expect([await accounts(), await browser.isSignedIn()]).toEqual([404, true])
    await grants.set({ ends_on: null }).execute()
    expect(await accounts()).toBe(200)
    await world.db.deleteFrom('sessions').where('account_id', '=', id).execute()
    expect(await browser.isSignedIn()).toBe(false)
  })

  test('of another person are not found', async () => {
    const account = await findAccountByEmail(world.db, email('security_officer'))
    const row = await world.db
      .selectFrom('sessions')
      .select('id')
      .where('account_id', '=', account?.id ?? '')
      .executeTakeFirstOrThrow()
    const browser = await world.as('administrator')
    expect((await browser.post(`/mon-compte/sessions/${row.id}`)).status).toBe(404)
    expect(
      await world.db.selectFrom('sessions').select('id').where('id', '=', row.id).execute(),
    ).toHaveLength(1)
  })

  test('after signing out, the cookie opens nothing, even sent again', async () => {
    const browser = stranger()
    await browser.post(await mailedLink(email('data_protection_officer')), {})
    expect((await browser.post('/deconnexion', {})).status).toBe(303)
    expect(await browser.isSignedIn()).toBe(false)
  })

  test('a page to come back to is one of this site', async () => {
    const answer = await stranger().post('/connexion/mot-de-passe', {
      courriel: email('mayor'),
      mot_de_passe: 'une phrase que je connais',
      retour: '//ailleurs.example/piege',
    })
    expect(answer.headers.get('location')).toBe('/')
  })
})

describe('accounts and roles', () => {
  test.each<[string, readonly Role[]]>([
    ['/comptes', ['director_general', 'security_officer', 'data_protection_officer', 'administrator']],
    ['/messages', roles],
  ])('%s is shown to its roles, and not found by the others', async (path, allowed) => {
    const seen = []
    for (const role of roles) if ((await (await world.as(role)).get(path)).status === 200) seen.push(role)
    expect(seen).toEqual(allowed)
  })

  test('an account is made by an administrator only, once among fifty presses', async () => {
    const form = { nom: 'Nina Nouvelle', courriel: 'Nina@essais.example', fonction: 'Agente' }
    for (const role of roles.filter((each) => each !== 'administrator'))
      expect((await (await world.as(role)).post('/comptes', form)).status).toBe(404)
    const browser = await world.as('administrator')
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post('/comptes', form)))
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(49)
    expect(await findAccountByEmail(world.db, 'nina@essais.example')).toMatchObject({ name: 'Nina Nouvelle' })
  })

  test('a role is given and ended by an act that the journal keeps, and counts at once', async () => {
    const account = await findAccountByEmail(world.db, 'nina@essais.example')
    const path = `/comptes/${account?.id}/roles`
    const nina = stranger()
    await nina.post(await mailedLink('nina@essais.example'), {})
    expect((await nina.get('/comptes')).status).toBe(404)
    const director = await world.as('director_general')
    const grant = { role: 'security_officer', debut: '2026-11-01' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => director.post(path, grant)))
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect((await nina.get('/comptes')).status).toBe(200)
    expect((await director.post(`${path}/security_officer/fin`)).status).toBe(303)
    world.setNow(new Date('2026-11-24T09:00:00Z'))
    expect((await nina.get('/comptes')).status).toBe(404)
    world.setNow(testInstant)
    const acts = await world.db
      .selectFrom('official_acts')
      .select(['act', 'actor_role'])
      .where('subject_id', '=', account?.id ?? '')
      .orderBy('act')
      .execute()
    expect(acts).toEqual([
      { act: 'create_account', actor_role: 'administrator' },
      { act: 'end_role', actor_role: 'director_general' },
      { act: 'grant_role', actor_role: 'director_general' },
    ])
  })

  test('a role is refused to whoever may not give it, and to an account that does not exist', async () => {
    const account = await findAccountByEmail(world.db, email('resident'))
    const grant = { role: 'administrator', debut: '2026-11-01' }
    for (const role of roles.filter((each) => each !== 'administrator' && each !== 'director_general')) {
      const browser = await world.as(role)
      expect((await browser.post(`/comptes/${account?.id}/roles`, grant)).status).toBe(404)
      expect((await browser.post(`/comptes/${account?.id}/roles/resident/fin`)).status).toBe(404)
    }
    const administrator = await world.as('administrator')
    expect((await administrator.post('/comptes/personne/roles', grant)).status).toBe(404)
    const wrong = await administrator.post(`/comptes/${account?.id}/roles`, { role: 'roi', debut: 'hier' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Choisissez un rôle de la liste.')
  })
})

test('the characters of a demo are entered by a press; a real town has no such page', async () => {
  const demo = stranger()
  const account = await findAccountByEmail(world.db, email('mayor'))
  expect((await demo.post('/demonstration', { compte: account?.id ?? '' })).status).toBe(303)
  expect(await demo.isSignedIn()).toBe(true)
  expect((await stranger().post('/demonstration', { compte: 'personne' })).status).toBe(404)
})

test('the list of accounts is searched by word and role, fifty to a page', async () => {
  const administrator = await world.as('administrator')
  for (let number = 1; number <= 55; number++)
    await administrator.post('/comptes', {
      nom: `Zoé Bénévole ${String(number).padStart(2, '0')}`,
      courriel: `benevole-${number}@essais.example`,
      fonction: '',
    })
  const read = async (path: string) => (await administrator.get(path)).text()
  const first = await read('/comptes?q=benevole+zoe')
  expect([first.includes('55 comptes'), first.match(/Zoé Bénévole/g)?.length]).toEqual([true, 50])
  const next = /href="(\/comptes\?[^"]*suite=50)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await read(next)
  expect(second.match(/Zoé Bénévole/g)?.length).toBe(5)
  expect(second).toContain('Zoé Bénévole 55')
  expect(await read('/comptes?q=benevole-7%40essais.example')).toContain('1 compte<')
  const mayors = await read('/comptes?role=mayor')
  expect([mayors.includes('1 compte<'), mayors.includes(testPeople.mayor.name)]).toEqual([true, true])
})
