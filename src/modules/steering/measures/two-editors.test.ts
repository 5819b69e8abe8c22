import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const sheet = {
  partie: 'I',
  theme: 'Économie sociale',
  objectif: 'Un lieu commun.',
  pilote: 'Développement local',
  commanditaire: 'Direction générale',
  engagement: 'collaborate',
  engagement_portee: '',
  service_public: 'complement',
  service_public_raison: 'Aucun lieu n’existe.',
  debut: '2027-01-01',
  fin: '',
}

type Form = Readonly<Record<string, string>>

/** One form of each kind, the answer that the first editor changes with how it reads, and the one that the second changes. */
const kinds: readonly {
  readonly segment: string
  readonly add: string
  readonly table: 'measure_lines' | 'risks' | 'success_conditions'
  readonly form: Form
  readonly first: readonly [field: string, value: string, reads: string]
  readonly second: readonly [field: string, value: string]
}[] = [
  {
    segment: 'lignes',
    add: 'nouvelle',
    table: 'measure_lines',
    form: {
      nature: 'investment',
      libelle: 'Travaux',
      bas: '40 000',
      probable: '50 000',
      haut: '70 000',
      premiere_annee: '1',
      derniere_annee: '',
      source: 'Devis',
      source_reference: '',
      source_annee: '',
      responsable: '',
      confiance: 'medium',
      section: 'investment',
      categorie: '',
      unite: '',
    },
    first: ['confiance', 'high', 'élevée'],
    second: ['probable', '55000,00'],
  },
  {
    segment: 'risques',
    add: 'nouveau',
    table: 'risks',
    form: {
      nature: 'legal',
      enonce: 'Un recours',
      probabilite: '2',
      gravite: '3',
      parade: '',
      responsable: '',
      source: '',
    },
    first: ['nature', 'financial', 'Financier'],
    second: ['parade', 'Un avocat'],
  },
  {
    segment: 'conditions',
    add: 'nouvelle',
    table: 'success_conditions',
    form: {
      enonce: 'Un local est trouvé',
      indicateur: 'locaux',
      unite: 'local',
      sens: 'at_least',
      seuil: '1',
      echeance: '2027-06-30',
      responsable: '',
    },
    first: ['sens', 'at_most', 'au plus'],
    second: ['responsable', 'Patrimoine'],
  },
]

async function propose(titre: string): Promise<string> {
  const answer = await (await world.as('agent')).post('/mesures/nouvelle', { ...sheet, titre })
  return answer.headers.get('location') ?? ''
}

/** Adds the item; answers its address and the form as a browser would send it back unchanged. */
async function addItem(kind: (typeof kinds)[number], titre: string) {
  const path = await propose(titre)
  const agent = await world.as('agent')
  expect((await agent.post(`${path}/${kind.segment}/${kind.add}`, kind.form)).status).toBe(303)
  const { id } = await world.db
    .selectFrom(kind.table)
    .innerJoin('measures', 'measures.id', `${kind.table}.measure_id`)
    .select(`${kind.table}.id`)
    .where('measures.code', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  const place = `${path}/${kind.segment}/${id}`
  return { path, place, shown: { ...kind.form, version: await versionAt(place) } }
}

async function versionAt(place: string): Promise<string> {
  const page = await (await (await world.as('agent')).get(place)).text()
  return /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
}

/** The page as it reads, whatever spaces French typography puts in it. */
const read = async (answer: Response) => (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')

describe.each(kinds)('two editors of $segment', (kind) => {
  const [field, value, reads] = kind.first
  const [otherField, otherValue] = kind.second

  test('the second form comes back with both values; saved again, it stands', async () => {
    const { place, shown } = await addItem(kind, `Deux ${kind.segment}`)
    const agent = await world.as('agent')
    const manager = await world.as('manager')
    expect((await agent.post(place, { ...shown, [field]: value })).status).toBe(303)
    const stale = await manager.post(place, { ...shown, [otherField]: otherValue })
    const page = await read(stale)
    expect(stale.status).toBe(409)
    expect(page).toContain('Quelqu’un d’autre a enregistré d’autres réponses')
    expect(page).toContain(`id="${field}-error">Enregistré entre-temps : ${reads}</p>`)
    expect(page).toContain(`id="${otherField}-error">Enregistré entre-temps : `)
    expect(page).toContain(otherValue)
    expect(page.match(/class="field-error"/g)).toHaveLength(2)
    // Nothing was written; the form that came back holds the current version.
    const current = await read(await agent.get(place))
    expect(current).not.toContain(otherValue)
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    expect([version, Number(version) > Number(shown.version)]).toEqual([await versionAt(place), true])
    expect((await manager.post(place, { ...shown, [otherField]: otherValue, version })).status).toBe(303)
    expect(await read(await agent.get(place))).toContain(otherValue)
  })

  test('fifty parallel identical posts leave one change, and nobody is told of a conflict with the same words', async () => {
    const { path, place, shown } = await addItem(kind, `Cinquante ${kind.segment}`)
    const agent = await world.as('agent')
    const measure = path.split('/').at(-1) ?? ''
    const versions = () =>
      world.db
        .selectFrom(kind.table)
        .innerJoin('measures', 'measures.id', `${kind.table}.measure_id`)
        .select([`${kind.table}.version as item`, 'measures.version as measure'])
        .where('measures.code', '=', measure)
        .execute()
    const [before] = await versions()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => agent.post(place, { ...shown, [field]: value })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(303))
    expect(await versions()).toEqual([{ item: (before?.item ?? 0) + 1, measure: (before?.measure ?? 0) + 1 }])
  })

  test('of fifty different answers one stands, and the others come back', async () => {
    const { place, shown } = await addItem(kind, `Différentes ${kind.segment}`)
    const agent = await world.as('agent')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        agent.post(place, { ...shown, responsable: `Personne ${index}` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(49).fill(409)])
    expect(await versionAt(place)).toBe('2')
  })

  test('what another changed is not removed unread; what another removed comes back as new', async () => {
    const { path, place, shown } = await addItem(kind, `Retirés ${kind.segment}`)
    const agent = await world.as('agent')
    const manager = await world.as('manager')
    expect((await agent.post(place, { ...shown, [field]: value })).status).toBe(303)
    const kept = await manager.post(`${place}/suppression`, { version: shown.version })
    expect([kept.status, await read(kept)]).toEqual([409, expect.stringContaining('rien n’est retiré')])
    const version = await versionAt(place)
    expect((await manager.post(`${place}/suppression`, { version })).status).toBe(303)
    const gone = await agent.post(place, { ...shown, [otherField]: otherValue, version })
    const page = await read(gone)
    expect([gone.status, page.includes(otherValue)]).toEqual([409, true])
    expect(page).toContain(`action="${path}/${kind.segment}/${kind.add}"`)
  })
})

describe('two editors of the radar', () => {
  const seenAt = async (path: string) => {
    const page = await (await (await world.as('agent')).get(`${path}/radar`)).text()
    return (/name="vu" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"')
  }

  test('the second form comes back with both answers, and a change elsewhere in the measure is no conflict', async () => {
    const path = await propose('Radar à deux')
    const agent = await world.as('agent')
    const manager = await world.as('manager')
    const vu = await seenAt(path)
    expect((await agent.post(`${path}/radar`, { urgency: '3', vu })).status).toBe(303)
    const stale = await manager.post(`${path}/radar`, { urgency: '1', vu })
    const page = await read(stale)
    expect([stale.status, page.includes('Enregistré entre-temps : 3')]).toEqual([409, true])
    expect((await manager.post(`${path}/radar`, { urgency: '3', vu })).status).toBe(303)
    const current = await seenAt(path)
    const [risks] = kinds.filter(({ table }) => table === 'risks')
    expect((await agent.post(`${path}/risques/nouveau`, risks?.form ?? {})).status).toBe(303)
    expect((await manager.post(`${path}/radar`, { urgency: '1', vu: current })).status).toBe(303)
    expect((await manager.post(`${path}/radar`, { urgency: '2', vu: 'illisible {' })).status).toBe(409)
  })

  test('fifty parallel identical posts leave one change', async () => {
    const path = await propose('Radar à cinquante')
    const agent = await world.as('agent')
    const form = { urgency: '4', vu: await seenAt(path) }
    const answers = await Promise.all(Array.from({ length: 50 }, () => agent.post(`${path}/radar`, form)))
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(303))
    const { version } = await world.db
      .selectFrom('measures')
      .select('version')
      .where('code', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
    expect(version).toBe(2)
  })
})
