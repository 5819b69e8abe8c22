import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandNames } from './commands.ts'
import { runWords } from './run-words.ts'

/** Runs the words as the terminal does, and keeps what they write. */
async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const texts = { out: '', err: '' }
  const code = await runWords(words, env, {
    cwd: tmpdir(),
    out: (text) => {
      texts.out += `${text}\n`
    },
    err: (text) => {
      texts.err += `${text}\n`
    },
  })
  return { code, ...texts }
}

describe('help', () => {
  test.each(commandNames)('faire-commune %s --help says what it is and how it is typed', async (name) => {
    const help = await run([...name.split(' '), '--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain(`faire-commune ${name}`)
    expect(help.out.split('\n').length).toBeGreaterThan(2)
  })

  test('lists every command when nothing else is asked', async () => {
    const overview = await run(['--help'])
    expect(overview.code).toBe(0)
    for (const name of commandNames) expect(overview.out).toContain(`  ${name} `)
  })

  test('lists the commands of a word that is not one by itself', async () => {
    const part = await run(['account'])
    expect(part).toMatchObject({ code: 2, out: '' })
    expect(part.err).toContain('account create-admin')
    expect(part.err).not.toContain('backup')
  })
})

describe('words that cannot be run', () => {
  test('an unknown command ends with 2 and the way to the list', async () => {
    expect(await run(['jouer'])).toEqual({
      code: 2,
      out: '',
      err: 'jouer: no such command; see faire-commune --help\n',
    })
  })

  test('an unknown world names those that exist', async () => {
    const refused = await run(['doctor', '--world', 'mars'])
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('one of town, small, agglomeration, empty')
  })

  test('a bad setting stops the command and says how to mend it, without its password', async () => {
    const refused = await run(['doctor'], { PORT: 'trois mille', SMTP_URL: 'ftp://moi:secret@la' })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('PORT = "trois mille": a whole number from 1 to 65535')
    expect(refused.err).toContain('SMTP_URL = "ftp://***@la": smtp://')
    expect(refused.err).not.toContain('secret')
  })
})

test('doctor says what a town lacks that nobody has set up yet', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-doctor-'))
  try {
    const found = await run(['doctor', '--world', 'empty'], { FAIRE_COMMUNE_DATA: folder })
    expect(found.code).toBe(1)
    expect(found.out).toContain('BAD   the town has no name yet')
    expect(found.out).toContain('BAD   no administrator')
    expect(found.out).toContain('ok    journal: 0 entries, whole')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
