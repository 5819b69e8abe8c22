import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { signInDevice } from './devices.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const mine = '/mon-compte/appareils'

async function add(role: Role, nom: string): Promise<Response> {
  return (await world.as(role)).post(mine, { nom })
}

async function passwordIn(response: Response): Promise<string> {
  return /[a-z2-9]{5}(?:-[a-z2-9]{5}){3}/.exec(await response.text())?.[0] ?? ''
}

async function signIn(role: Role, password: string, address = '192.0.2.1'): Promise<string> {
  const signed = await signInDevice(await world.context(null), {
    email: testPeople[role].email,
    password,
    address,
  })
  return signed.ok ? signed.value.name : signed.refusal
}

/** Address of the form that takes back the device of that name. */
async function revokePath(role: Role, path: string, label: string): Promise<string> {
  const page = await (await (await world.as(role)).get(path)).text()
  const pattern =
    path === mine ? `<strong>${label}</strong>.*?action="([^"]+)"` : `${label}</th>.*?href="([^"]+)"`
  return new RegExp(pattern, 's').exec(page)?.[1] ?? ''
}

test('the password of a device is shown once, kept as a hash, and opens the calendars of its owner alone', async () => {
  const password = await passwordIn(await add('agent', 'Téléphone'))
  expect(password).not.toBe('')
  expect(await passwordIn(await (await world.as('agent')).get(mine))).toBe('')
  const rows = await world.db.selectFrom('device_passwords').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(password)
  expect(await signIn('agent', password)).toBe(testPeople.agent.name)
  expect(await signIn('agent', password.replaceAll('-', '').toUpperCase())).toBe(testPeople.agent.name)
  expect(await signIn('manager', password)).toBe('wrong_password')
  expect(await (await (await world.as('agent')).get(mine)).text()).toContain('23 novembre 2026')
})

test('one that is taken back opens nothing from then on, and its name is free again', async () => {
  const password = await passwordIn(await add('agent', 'Ancien'))
  const browser = await world.as('agent')
  const path = await revokePath('agent', mine, 'Ancien')
  expect((await browser.post(path)).status).toBe(303)
  expect(await signIn('agent', password)).toBe('wrong_password')
  expect((await browser.post(path)).status).toBe(404)
  expect(await passwordIn(await add('agent', 'Ancien'))).not.toBe('')
})

test('the device of somebody else is not found', async () => {
  const password = await passwordIn(await add('mayor', 'Tablette'))
  const path = await revokePath('mayor', mine, 'Tablette')
  expect((await (await world.as('manager')).post(path)).status).toBe(404)
  expect(await signIn('mayor', password)).toBe(testPeople.mayor.name)
})

test('a form that is not filled comes back with what to mend', async () => {
  const empty = await add('agent', '')
  expect([empty.status, (await empty.text()).includes('Donnez un nom')]).toEqual([422, true])
  const long = 'x'.repeat(61)
  const refused = await add('agent', long)
  expect([refused.status, (await refused.text()).includes(`value="${long}"`)]).toEqual([422, true])
})

test('fifty identical forms at once make one device', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => add('manager', 'Ordinateur')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(49)
})

test('nobody has more than twenty', async () => {
  const answers = await Promise.all(
    Array.from({ length: 25 }, (_, index) => add('moderator', `Appareil ${index}`)),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
})

test('twenty wrong passwords of devices are too many, and the pages still open', async () => {
  const password = await passwordIn(await add('legal_officer', 'Bureau'))
  const tries = []
  for (let count = 0; count < 21; count++) tries.push(await signIn('legal_officer', 'wrong', '192.0.2.7'))
  expect(tries.at(19)).toBe('wrong_password')
  expect(tries.at(20)).toBe('too_many_attempts')
  // Who is right is not held up by somebody else's guesses.
  expect(await signIn('legal_officer', password, '192.0.2.7')).toBe(testPeople.legal_officer.name)
  const attempts = await world.db.selectFrom('attempts').select('count').execute()
  expect(Math.max(...attempts.map(({ count }) => count))).toBe(21)
  const { app } = world
  const signIn422 = await app.request('http://localhost/connexion/mot-de-passe', {
    method: 'POST',
    headers: { origin: 'http://localhost' },
    body: new URLSearchParams({ courriel: testPeople.legal_officer.email, mot_de_passe: 'x' }),
  })
  expect(signIn422.status).toBe(422)
})

test('an account that does not exist gets the same answer', async () => {
  const context = await world.context(null)
  const attempt = { email: 'personne@essais.example', password: 'x', address: '192.0.2.9' }
  expect(await signInDevice(context, attempt)).toEqual({ ok: false, refusal: 'wrong_password' })
})

test('whoever leaves the town leaves with all devices', async () => {
  const password = await passwordIn(await add('finance_officer', 'Téléphone'))
  expect(await signIn('finance_officer', password)).toBe(testPeople.finance_officer.name)
  const account = await world.db
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', testPeople.finance_officer.email)
    .executeTakeFirstOrThrow()
  await (await world.as('administrator')).post(`/comptes/${account.id}/roles/finance_officer/fin`)
  world.setNow(new Date('2026-11-24T09:00:00Z'))
  expect(await signIn('finance_officer', password)).toBe('wrong_password')
  world.setNow(new Date('2026-11-23T09:00:00Z'))
})

test('the security officer takes a lost telephone’s password back, by an act that says why', async () => {
  const password = await passwordIn(await add('elected_member', 'Perdu'))
  const officer = await world.as('security_officer')
  const path = await revokePath('security_officer', '/appareils', 'Perdu')
  expect(await (await officer.get(path)).text()).toContain(testPeople.elected_member.name)
  const silent = await officer.post(`${path}/retrait`, { motif: '' })
  expect([silent.status, (await silent.text()).includes('Dites pourquoi')]).toEqual([422, true])
  expect(await signIn('elected_member', password)).toBe(testPeople.elected_member.name)
  expect((await officer.post(`${path}/retrait`, { motif: 'Perdu dans le train' })).status).toBe(303)
  expect(await signIn('elected_member', password)).toBe('wrong_password')
  const act = await world.db
    .selectFrom('official_acts')
    .select(['act', 'reason', 'actor_role'])
    .where('subject_kind', '=', 'device')
    .executeTakeFirstOrThrow()
  expect(act).toEqual({ act: 'revoke_device', reason: 'Perdu dans le train', actor_role: 'security_officer' })
})

const officers: readonly Role[] = ['security_officer', 'administrator']

test.each([null, ...roles])('%s opens the pages of devices that are theirs to open', async (role) => {
  const browser = await world.as(role)
  const isOfficer = role !== null && officers.includes(role)
  const isOurs = role !== null && townRoles.has(role)
  expect((await browser.get(mine)).status).toBe(isOurs ? 200 : 404)
  expect((await browser.post(mine, { nom: '' })).status).toBe(isOurs ? 422 : 404)
  expect((await browser.get('/appareils')).status).toBe(isOfficer ? 200 : 404)
  const device = await world.db.selectFrom('device_passwords').select('id').executeTakeFirstOrThrow()
  expect((await browser.get(`/appareils/${device.id}`)).status).toBe(isOfficer ? 200 : 404)
  expect((await browser.post(`/appareils/${device.id}/retrait`, { motif: '' })).status).toBe(
    isOfficer ? 422 : 404,
  )
  expect((await browser.post(`/appareils/${crypto.randomUUID()}/retrait`, { motif: 'x' })).status).toBe(404)
})
