import { describe, expect, test } from 'vitest'
import { readSettings, type Settings } from '#infra/settings.ts'
import { saveTown } from '#infra/town.queries.ts'
import { openPlace, openPreparedTown } from '../src/open-place.ts'
import { testDatabaseKind } from './make-world.ts'
import { openEmptySchema } from './test-server.ts'
import { testTown } from './test-town.ts'

function settings(databaseUrl: string, world: 'town' | 'empty'): Settings {
  const read = readSettings({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }, { world })
  if (!read.ok) throw new Error(read.refusal.join('\n'))
  return read.value
}

test('a demo world is never opened on DATABASE_URL', async () => {
  const place = await openPlace(settings('postgres://nobody@127.0.0.1:1/none', 'town'))
  expect(place).toMatchObject({ ok: false })
  expect(place.ok ? '' : place.refusal.join(' ')).toContain('Leave DATABASE_URL out for the demo')
})

test('a server that does not answer is said with its remedy', async () => {
  const place = await openPlace(settings('postgres://nobody@127.0.0.1:1/none', 'empty'))
  expect(place.ok ? '' : place.refusal.join(' ')).toContain('Start it, or mend DATABASE_URL')
})

if (testDatabaseKind() === 'server')
  describe('a database on a server', () => {
    test('opens as an empty town without known accounts, and refuses to become a demo', async () => {
      const schema = await openEmptySchema()
      try {
        const place = await openPlace(settings(schema.url, 'empty'))
        if (!place.ok) throw new Error(place.refusal.join('\n'))
        const town = await openPreparedTown(place.value, () => undefined)
        if (!town.ok) throw new Error(town.refusal.join('\n'))
        expect(town.value.services.town.isDemo).toBe(false)
        const { db } = place.value.database
        expect(await db.selectFrom('accounts').select('id').execute()).toEqual([])
        await expect(saveTown(db, testTown)).rejects.toThrow('no_demo_on_a_server')
        await place.value.close()
      } finally {
        await schema.close()
      }
    })

    test('that already holds a demo is not opened at all', async () => {
      const schema = await openEmptySchema()
      try {
        const first = await openPlace(settings(schema.url, 'empty'))
        if (!first.ok) throw new Error(first.refusal.join('\n'))
        await openPreparedTown(first.value, () => undefined)
        const { db } = first.value.database
        await db.schema.alterTable('town').dropConstraint('no_demo_on_a_server').execute()
        await saveTown(db, testTown)
        const refused = await openPreparedTown(first.value, () => undefined)
        expect(refused.ok ? '' : refused.refusal.join(' ')).toContain('whose accounts everybody knows')
        await first.value.close()
      } finally {
        await schema.close()
      }
    })
  })
