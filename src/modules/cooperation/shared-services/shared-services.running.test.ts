import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notificationsPaths } from '#modules/people/notifications/notifications.public.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import {
  addCost,
  addUnits,
  adoptKey,
  locationOf,
  type MadeService,
  makeSharedService,
} from '#test/made-shared-service.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { testInstant, testPeople } from '#test/test-town.ts'

let world: World
let director: Browser
let officer: Browser
beforeAll(async () => {
  world = await makeWorld()
  director = await world.as('director_general')
  officer = await world.as('partner_officer')
})
afterAll(() => world.close())

const text = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replaceAll(/[\u00a0\u202f]/g, ' ')

async function makeTwo(title: string, plan: { measure?: string; start?: string } = {}): Promise<MadeService> {
  const made = await makeSharedService(world, {
    title,
    parties: [
      { reference: 'A', name: 'Ville', our: true, cost: '100000', volume: '1000' },
      { reference: 'B', name: 'Commune B', cost: '50000', volume: '500' },
    ],
    weights: { units: '1' },
    ...plan,
  })
  locationOf(
    await director.post(`${made.base}/referents`, {
      partie: made.parties.B ?? '',
      courriel: testPeople.partner_officer.email,
    }),
  )
  return made
}

async function firstLine(base: string): Promise<string> {
  return /href="([^"]+\/lignes\/\d+)"/.exec(await text(director.get(`${base}/lignes?annee=2025`)))?.[1] ?? ''
}

describe('units', () => {
  test('the same form sent fifty times at once is one line', async () => {
    const made = await makeTwo('Cinquante lignes')
    const form = {
      partie: made.parties.B ?? '',
      unite: made.unit,
      jour: '2025-03-01',
      quantite: '2,5',
      preuve: 'Dossier 1',
      cle: crypto.randomUUID(),
    }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => director.post(`${made.base}/lignes/nouvelle`, form)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const page = await text(director.get(`${made.base}/lignes?annee=2025`))
    expect(page.match(/Dossier 1</g)).toHaveLength(1)
    const before = await director.post(`${made.base}/lignes/nouvelle`, { ...form, jour: '2024-12-31' })
    expect(before.status).toBe(422)
  })

  test('a file says what is wrong line by line, keeps the good ones, and counts once', async () => {
    const made = await makeTwo('Fichier')
    const csv = [
      'reference;partie;unite;jour;quantite;preuve',
      'F1;A;dossier;2025-01-10;3;Permis 1',
      'F2;Commune B;Dossier;11/01/2025;1,5;Permis 2',
      'F3;Z;dossier;2025-01-12;1;Permis 3',
      'F4;B;dossier;2031-01-12;1;Permis 4',
      'F5;B;dossier;2025-01-12;beaucoup;Permis 5',
    ].join('\n')
    const preview = await director.post(`${made.base}/lignes/import`, { fichier: new Blob([csv]) })
    expect(preview.status).toBe(422)
    const shown = await text(preview)
    for (const remedy of ['sigle ou le nom d’une partie', 'hors de la vie du service', 'Écrivez un nombre'])
      expect(shown).toContain(remedy)
    const contenu = Buffer.from(csv).toString('base64')
    for (const expected of [
      'Lignes enregistrées : 2. Déjà connues : 0.',
      'Lignes enregistrées : 0. Déjà connues : 2.',
    ]) {
      const done = await director.post(`${made.base}/lignes/import/confirmation`, { contenu, garder: 'oui' })
      expect(done.status).toBe(303)
      expect(
        decodeURIComponent(done.headers.get('set-cookie') ?? '').replaceAll(/[\u00a0\u202f]/g, ' '),
      ).toContain(expected)
    }
    const back = await (await director.get(`${made.base}/lignes/export.csv?annee=2025`)).text()
    expect(back.split('\n').filter((line) => /^"?F\d/.test(line))).toHaveLength(2)
  })

  test('a program sends lines with its token: all or none, once, and only to its service', async () => {
    const made = await makeTwo('Programme')
    const elsewhere = await makeTwo('Autre programme')
    const page = await text(
      director.post(`${made.base}/jetons`, { libelle: 'Logiciel d’urbanisme', expire_le: '2027-01-01' }),
    )
    const token = /fcs_[\w-]{43}/.exec(page)?.[0] ?? ''
    const line = {
      reference: 'P1',
      party: 'B',
      unit: 'dossier',
      day: '2025-02-01',
      quantity: 1.5,
      proof: 'PC 1',
    }
    const send = async (base: string, lines: unknown, header = `Bearer ${token}`) => {
      const answer = await world.app.request(
        `http://localhost/api/v1/shared-services/${base.split('/').at(-1)}/lines`,
        {
          method: 'POST',
          body: JSON.stringify({ lines }),
          headers: { 'content-type': 'application/json', authorization: header },
        },
      )
      const body = await answer.json()
      return [answer.status, body.written ?? body.error, body.known]
    }
    expect(await send(made.base, [line, { ...line, reference: 'P2', party: 'Z' }])).toEqual([422, 0, 0])
    expect(await send(made.base, [line])).toEqual([200, 1, 0])
    expect(await send(made.base, [line])).toEqual([200, 0, 1])
    expect(await send(made.base, [{ ...line, quantity: 2 }])).toEqual([422, 0, 0])
    expect(await send(made.base, [{ ...line, rank: 1 }])).toEqual([422, 'unreadable', undefined])
    expect(await send(elsewhere.base, [line])).toEqual([401, 'unauthorized', undefined])
    expect(await send(made.base, [line], 'Bearer fcs_x')).toEqual([401, 'unauthorized', undefined])
    const id = /jetons\/([0-9a-f-]{36})\/retrait/.exec(await text(director.get(`${made.base}/jetons`)))?.[1]
    locationOf(await director.post(`${made.base}/jetons/${id}/retrait`))
    expect(await send(made.base, [line])).toEqual([401, 'unauthorized', undefined])
    expect(await text(director.get(`${made.base}/jetons`))).not.toContain(token)
  })
})

describe('a contested line', () => {
  test('counts for nobody until it is answered; upheld, it is taken back; stops the statement within its days', async () => {
    const made = await makeTwo('Contestation')
    locationOf(await addUnits(director, made, 'B', '10'))
    const line = await firstLine(made.base)
    locationOf(await addUnits(director, made, 'A', '30'))
    locationOf(await addCost(director, made.base, 2025, { montant: '400' }))
    expect(await text(director.get(`${made.base}/etats/2025`))).toContain('100 €')
    locationOf(await officer.post(`${line}/contestation`, { message: 'Ce dossier n’est pas à nous' }))
    expect((await officer.post(`${line}/contestation`, { message: 'Encore' })).status).toBe(422)
    expect(await text(officer.get(line))).toContain('23 décembre 2026')
    const waiting = await director.post(`${made.base}/etats/2025`)
    expect(waiting.status).toBe(422)
    expect(await text(waiting)).toContain('attend encore sa réponse')
    locationOf(await director.post(`${line}/messages`, { message: 'Nous vérifions' }))
    expect(await text(officer.get(line))).toContain('Nous vérifions')
    const told = async (browser: Browser) => text(browser.get(notificationsPaths.mine()))
    expect(await told(await world.as('manager'))).toContain('est contestée dans Contestation')
    expect(await told(officer)).toContain('Un message sur')
    expect((await officer.post(`${line}/reponse`, { sens: 'upheld', message: 'x' })).status).toBe(404)
    locationOf(await director.post(`${line}/reponse`, { sens: 'upheld', message: 'Exact' }))
    expect((await director.post(`${line}/reponse`, { sens: 'rejected', message: 'Non' })).status).toBe(422)
    locationOf(await director.post(`${made.base}/etats/2025`))
    const page = await text(officer.get(`${made.base}/etats/2025`))
    expect(page).toContain('400 €')
    expect(page).not.toContain('100 €')
    expect((await addUnits(director, made, 'B', '1')).status).toBe(422)
    expect((await addCost(director, made.base, 2025, { libelle: 'Tard', montant: '1' })).status).toBe(422)
  })

  test('past its day without an answer it is left out, and the statement is issued', async () => {
    const made = await makeTwo('Silence')
    locationOf(await addUnits(director, made, 'B', '10'))
    const line = await firstLine(made.base)
    locationOf(await addUnits(director, made, 'A', '30'))
    locationOf(await addCost(director, made.base, 2025, { montant: '400' }))
    locationOf(await officer.post(`${line}/contestation`, { message: 'Pas à nous' }))
    world.setNow(new Date('2026-12-24T09:00:00Z'))
    expect(await text(officer.get(line))).toContain('réponse en retard')
    locationOf(await director.post(`${made.base}/etats/2025`))
    expect(await text(director.get(`${made.base}/etats/2025`))).not.toContain('100 €')
    world.setNow(testInstant)
  })
})

describe('after', () => {
  test('no page says saving before two yearly statements; then the gap has its name and goes to the measure', {
    timeout: 180_000,
  }, async () => {
    const measurePath = await decideMeasure(world, 'Partager')
    const measureCode = measurePath.split('/').at(-1) ?? ''
    const form = await text(director.get('/services-partages/nouveau'))
    const measure = /value="([0-9a-f-]{36})">Partager</.exec(form)?.[1] ?? ''
    const made = await makeTwo('Mesuré', { measure, start: '2024-02-01' })
    await adoptKey(director, made.base, { units: '1' }, Object.values(made.parties), 'agreement', {
      a_partir_de: '2024',
    })
    const years = [
      [2024, '160000', '102'],
      [2025, '120000', '105'],
    ] as const
    for (const [year, total, index] of years) {
      locationOf(await addUnits(director, made, 'A', '1000', `${year}-06-01`))
      locationOf(await addUnits(director, made, 'B', '500', `${year}-06-01`))
      locationOf(await addCost(director, made.base, year, { montant: total }))
      locationOf(await director.post(`${made.base}/etats/${year}`))
      const review = { indice: index, source_indice: 'INSEE', conclusion: 'Bien' }
      expect((await director.post(`${made.base}/revues/${year}`, review)).status).toBe(422)
      const said = { cout_propre: '2000', qualite: '70', delai: '20', source: 'Enquête' }
      locationOf(await director.post(`${made.base}/suivi/${year}/A`, said))
      locationOf(await officer.post(`${made.base}/suivi/${year}/B`, { ...said, cout_propre: '777' }))
      locationOf(await director.post(`${made.base}/revues/${year}`, review))
      const page = await text(director.get(made.base))
      const list = await text(director.get('/services-partages?tri=ecart'))
      if (year === 2024) {
        expect(page).not.toMatch(/économie/i)
        expect(list).not.toMatch(/économie/i)
        // 100,000 × 1.02 without sharing; two thirds of 160,000 and 2,000 with it.
        expect(page).toContain('−6 666,67 €')
      } else {
        expect(page).toContain('économie mesurée')
        // 100,000 × 1.05 less 80,000 and 2,000.
        expect(page).toContain('+23 000 €')
      }
      const own = await text(officer.get(made.base))
      expect(own).toContain('Commune B')
      expect(own).not.toMatch(/108 666,67|82 000/)
      expect((await officer.get(`${made.base}/suivi/${year}/A`)).status).toBe(404)
      expect((await officer.get(`${made.base}/suivi/${year}/B`)).status).toBe(200)
      expect(await text(officer.get(`${made.base}/revues/${year}`))).not.toMatch(/108 666,67|82 000/)
    }
    const answer = await director.get(`/api/v1/measures/${measureCode}/evidence`)
    const { facts } = (await answer.json()) as {
      facts: { kind: string; line: string | null; indicator: string | null; quantity: unknown; day: string }[]
    }
    const told = facts.map(({ kind, line, indicator, quantity, day }) => [
      day.slice(0, 4),
      kind,
      line ?? indicator,
      String(quantity),
    ])
    expect(told.sort()).toEqual(
      [
        ['2024', 'cost', 'Surcoût du partage\u00a0: Mesuré', '6666.67'],
        ['2024', 'indicator', 'cout_mesure', '108666.67'],
        ['2024', 'indicator', 'delai_mesure', '20'],
        ['2024', 'indicator', 'qualite_mesure', '70'],
        ['2025', 'gain', 'Économie du partage\u00a0: Mesuré', '23000.00'],
        ['2025', 'indicator', 'cout_mesure', '82000.00'],
        ['2025', 'indicator', 'delai_mesure', '20'],
        ['2025', 'indicator', 'qualite_mesure', '70'],
      ].sort(),
    )
    const balance = await text(director.get('/services-partages/bilan-du-reseau'))
    expect(balance).toContain('2 états annuels')
  })
})
