import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { openMailer } from './mail.ts'

let world: World
let server: SMTPServer
const received: string[] = []
beforeAll(async () => {
  world = await makeWorld()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('inconnu@') ? new Error('550 no such mailbox') : null),
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
      })
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await world.close()
})

function mailer() {
  const bound = server.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return openMailer(world.db, { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'mairie@essais.example' })
}

const outbox = () =>
  world.db
    .selectFrom('outbox')
    .select(['recipient', 'sent_at', 'last_error', 'body_text'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

test('a message reaches the SMTP server, and its body is not kept: it may hold a sign-in link', async () => {
  await mailer().send({
    to: 'ines@essais.example',
    subject: 'Votre lien',
    text: 'https://ville.example/secret',
  })
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('https://ville.example/secret')
  expect(received[0]).toContain('To: ines@essais.example')
  const { sent_at, ...row } = await outbox()
  expect(sent_at).toBeInstanceOf(Date)
  expect(row).toEqual({ recipient: 'ines@essais.example', last_error: null, body_text: '' })
})

test('a message that the server refuses stays in the outbox, with what it answered', async () => {
  await mailer().send({ to: 'inconnu@essais.example', subject: 'Votre lien', text: 'gardé' })
  const row = await outbox()
  expect(row).toMatchObject({ recipient: 'inconnu@essais.example', sent_at: null, body_text: 'gardé' })
  expect(row.last_error).toContain('550 no such mailbox')
})

test('a message written in a transaction leaves with the outbox, with its headers; rolled back, it never was', async () => {
  received.length = 0
  const message = {
    to: 'ines@essais.example',
    subject: 'Deux nouvelles',
    text: 'Bonjour',
    headers: { 'List-Unsubscribe': '<https://ville.example/un-clic>' },
  }
  await world.db.transaction().execute((tx) => mailer().write(tx, message))
  const undone = world.db.transaction().execute(async (tx) => {
    await mailer().write(tx, { ...message, subject: 'Jamais' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await mailer().handOver(new Date())).toBe(1)
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('List-Unsubscribe: <https://ville.example/un-clic>')
  expect(await mailer().handOver(new Date())).toBe(0)
})

test('a message that the server refused is tried again later, not at once', async () => {
  await world.db
    .transaction()
    .execute((tx) => mailer().write(tx, { to: 'inconnu@essais.example', subject: 'Bonjour', text: 'gardé' }))
  const first = new Date(Date.now() + 60_000)
  expect(await mailer().handOver(first)).toBe(0)
  const tries = () =>
    world.db
      .selectFrom('outbox')
      .select('tries')
      .where('recipient', '=', 'inconnu@essais.example')
      .where('subject', '=', 'Bonjour')
      .executeTakeFirstOrThrow()
  expect(await tries()).toEqual({ tries: 1 })
  await mailer().handOver(new Date(first.getTime() + 60_000))
  expect(await tries()).toEqual({ tries: 1 })
  await mailer().handOver(new Date(first.getTime() + 5 * 60_000))
  expect(await tries()).toEqual({ tries: 2 })
})
