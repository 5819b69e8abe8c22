import { readFile } from 'node:fs/promises'
import { systemClock } from '#infra/clock.ts'
import { openLog } from '#infra/log.ts'
import { openMailer } from '#infra/mail.ts'
import { migrate } from '#infra/migrate.ts'
import type { Settings } from '#infra/settings.ts'
import { insertTownIfNone } from '#infra/town.queries.ts'
import { assert, assertDefined } from '#kernel/assert.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { readMeasuresFile, writeMeasures } from '#modules/steering/measures/measures.public.ts'
import { openPlace } from '../../src/open-place.ts'
import { type OpenTown, openTown } from '../../src/open-town.ts'
import { loadWorld } from '../../src/worlds/load-world.ts'
import { listMeasureFiles, readWorld, townOf } from '../../src/worlds/read-world.ts'

export interface Filled {
  /** Cookie of the director general, signed in. */
  readonly cookie: string
}

/** The demo town with every measure twice, so that the list has more than a page of 50; its director general is signed in. */
export async function fillTown(settings: Settings): Promise<Filled> {
  const place = await openPlace(settings)
  if (!place.ok) throw new Error(place.refusal.join('\n'))
  const { database } = place.value
  await migrate(database)
  // A server never opens a demo world: there the same town is an ordinary one.
  const town = { ...townOf(readWorld('town')), isDemo: settings.databaseUrl === null }
  await insertTownIfNone(database.db, town)
  const opened = await openTown({
    database,
    settings,
    clock: systemClock,
    log: openLog(settings),
    mailer: openMailer(database.db, settings),
  })
  await loadWorld(opened.commandContext, 'town', () => undefined)
  await copyMeasures(opened)
  const cookie = await signInDirector(opened)
  await place.value.close()
  return { cookie }
}

async function copyMeasures({ commandContext }: OpenTown): Promise<void> {
  for (const file of listMeasureFiles('town')) {
    const text = (await readFile(file, 'utf8'))
      .replaceAll('"code": "', '"code": "copie-')
      .replaceAll('"title": "', '"title": "Copie : ')
    const { faults } = await writeMeasures(
      commandContext,
      await readMeasuresFile(new TextEncoder().encode(text)),
      'director_general',
    )
    assert(faults.length === 0, `${file}: ${JSON.stringify(faults[0])}`)
  }
}

async function signInDirector({ services, accounts }: OpenTown): Promise<string> {
  const people = await listAccounts(services.db, services.clock.today())
  const director = assertDefined(
    people.find(({ roles }) => roles.includes('director_general')),
    'the town has a director general',
  )
  const token = await accounts.identity.issueToken(director.email)
  const answer = await accounts.identity.auth.api.magicLinkVerify({
    query: { token },
    headers: new Headers(),
    asResponse: true,
  })
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
