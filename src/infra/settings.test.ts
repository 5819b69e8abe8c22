import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFile } from './project-files.ts'
import { readSettings, type Settings } from './settings.ts'

function settings(env: Readonly<Record<string, string>>): Settings {
  const read = readSettings(env)
  if (!read.ok) throw new Error(read.refusal.join('\n'))
  return read.value
}

describe('what is left out', () => {
  test('is the demo town, embedded, on this machine only', () => {
    expect(settings({})).toEqual({
      world: 'town',
      folder: projectFile('var', 'town'),
      databaseUrl: null,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      smtpUrl: null,
      mailFrom: 'ne-pas-repondre@localhost.localdomain',
      logLevel: 'info',
      trustedProxies: 0,
      rollSecret: null,
      antivirusCommand: null,
    })
  })

  test('is an empty world on a PostgreSQL server', () => {
    expect(settings({ DATABASE_URL: 'postgres://mairie@localhost/mairie' }).world).toBe('empty')
  })

  test('may be set to nothing', () => {
    expect(settings({ DATABASE_URL: '', SMTP_URL: '', PUBLIC_URL: '' })).toMatchObject({
      databaseUrl: null,
      smtpUrl: null,
    })
  })
})

describe('what is set', () => {
  test('each world has a folder of its own under the data folder', () => {
    const read = readSettings({ FAIRE_COMMUNE_DATA: '/srv/communes' }, { world: 'small' })
    expect(read).toMatchObject({ ok: true, value: { folder: path.resolve('/srv/communes/small') } })
  })

  test('an address is written without its final slash, and every interface is shown as this machine', () => {
    expect(settings({ PUBLIC_URL: 'https://participer.exemple.fr/' }).publicUrl).toBe(
      'https://participer.exemple.fr',
    )
    expect(settings({ HOST: '0.0.0.0', PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  })
})

test('a secret that is refused is not shown', () => {
  const read = readSettings({ ROLL_SECRET: 'trop court' })
  expect(read.ok ? [] : read.refusal).toEqual([
    'ROLL_SECRET = "***": 32 characters or more, the same for ever; or leave it out',
  ])
})

test.each([
  ['PORT', '70000', 'a whole number'],
  ['PORT', '-1', 'a whole number'],
  ['DATABASE_URL', 'mysql://x/y', 'postgres://'],
  ['PUBLIC_URL', 'participer.exemple.fr', 'https://participer.exemple.fr'],
  ['MAIL_FROM', 'la mairie', 'ne-pas-repondre@exemple.fr'],
  ['LOG_LEVEL', 'bavard', 'debug, info, warn, error, silent'],
  ['TRUSTED_PROXIES', '1.5', '0 to 9'],
])('%s = %s is refused with a remedy', (name, value, remedy) => {
  const read = readSettings({ [name]: value })
  expect(read.ok).toBe(false)
  const sentences = read.ok ? [] : read.refusal
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toContain(`${name} = ${JSON.stringify(value)}`)
  expect(sentences[0]).toContain(remedy)
})
