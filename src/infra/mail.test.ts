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
