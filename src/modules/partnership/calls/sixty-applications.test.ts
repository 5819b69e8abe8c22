import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { expectDone, recordDeliberation } from '#test/budget-edition.ts'
import { docxText } from '#test/docx-text.ts'
import {
  callFields,
  gatherJury,
  judge,
  jurorRoles,
  makeCall,
  type TestApplication,
  type TestCall,
} from '#test/made-call.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { countPages, readPdfText, scanPage } from '#test/scanned-page.ts'
import { scdlFaults, scdlSchema } from '#test/scdl-schema.ts'
import {
  askedBy,
  firstTwelve,
  isRecused,
  jurorNumber,
  markOf,
  siretOf,
  typedBy,
  winners,
} from '#test/sixty-applications.ts'
import { testPeople } from '#test/test-town.ts'
import { findCall } from './calls.queries.ts'
import { remindReports } from './report-reminders.ts'
import { judgedCall } from './scenarios.actions.ts'
import { writeSignedPdf } from './signed-paper.ts'

// Sixty files go through every page of the chain, and papers are drawn and read back: a minute on a quiet machine.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 })

let world: World
let call: TestCall
let files: readonly TestApplication[]
beforeAll(async () => {
  world = await makeWorld()
  call = await makeCall(world)
  files = await gatherJury(
    world,
    call,
    60,
    (role, index) => (isRecused(index + 1, jurorNumber(role)) ? 'Adhérent de l’association' : ''),
    (index) => typedBy(index + 1),
  )
})
afterAll(() => world.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const fileOf = (number: number) => files[number - 1] as TestApplication
const read = async (browser: Browser, path: string) => plain(await (await browser.get(path)).text())
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('P7, a call with sixty applications and five jurors', () => {
  test('the way to break ties is asked before anything is published', async () => {
    const agent = await world.as('agent')
    const mute = await agent.post('/appels-a-projets/nouveau', { ...callFields, egalites: '' })
    expect(mute.status).toBe(422)
  })

  test('sixty files ask for 496,500 €; twenty recusals, four a juror, one a file', async () => {
    const rows = await world.db
      .selectFrom('applications')
      .select('requested_cents')
      .where('call_id', '=', call.id)
      .execute()
    expect(rows.reduce((sum, row) => sum + Number(row.requested_cents), 0)).toBe(496_500_00)
    const recusals = await world.db
      .selectFrom('reviews')
      .select(['application_id', 'account_id'])
      .where('state', '=', 'recused')
      .execute()
    expect(recusals).toHaveLength(20)
    expect(new Set(recusals.map((row) => row.application_id)).size).toBe(20)
    const each = [...Map.groupBy(recusals, (row) => row.account_id).values()].map((own) => own.length)
    expect(each).toEqual([4, 4, 4, 4, 4])
  })

  test('a juror who is set aside reads neither file nor marks; nobody reads another’s marks before giving their own', async () => {
    const [chair, mayor] = [await world.as(jurorRoles[0]), await world.as(jurorRoles[1])]
    const marks = {
      note_1: '8',
      note_2: '8',
      note_3: '8',
      note_4: '8',
      dire_1: 'Un avis que personne ne lit',
    }
    expect((await chair.get(`${call.path}/jury/dossiers/11`)).status).toBe(404)
    expect((await chair.post(`${call.path}/jury/dossiers/11`, { ...marks, suite: 'rendre' })).status).toBe(
      404,
    )
    await expectDone(chair.post(`${call.path}/jury/dossiers/2`, { ...marks, suite: 'garder' }))
    expect(await read(mayor, `${call.path}/jury/dossiers/2`)).not.toContain('Un avis que personne')
    expect((await mayor.get(`${call.path}/classement`)).status).toBe(404)
  })

  test('280 reviews make the ranking, by exact fractions', async () => {
    await judge(world, call, 60, (role, file, criterion) => markOf(file, jurorNumber(role), criterion))
    const known = await findCall(world.db, call.code)
    if (!known) throw new Error('the call is there')
    const { ranking, reviews, jurors, isComplete } = await judgedCall({ db: world.db, actor: null }, known)
    expect(reviews.filter(({ state }) => state === 'submitted')).toHaveLength(280)
    expect(isComplete).toBe(true)
    // A mean of n reviews of four marks, weights of a hundred: the fraction is kept, not a rounding of it.
    expect(ranking.slice(0, 12).map(({ number, place }) => [number, place])).toEqual(
      firstTwelve.map(([n, p]) => [n, p]),
    )
    for (const [index, [, , hundredths, of]] of firstTwelve.entries()) {
      const mean = ranking[index]?.mean
      expect(mean && mean.top * BigInt(of) === BigInt(hundredths) * mean.bottom).toBe(true)
    }
    expect(
      ranking.slice(-3).map(({ number, mean }) => [number, mean && mean.top * 10n === 38n * mean.bottom]),
    ).toEqual([
      [35, true],
      [46, true],
      [57, true],
    ])
    expect(new Set(ranking.filter(({ isTied }) => isTied).map(({ place }) => place)).size).toBe(10)
    const means = ranking.map(({ mean }) => (mean ? Number(mean.top) / Number(mean.bottom) : 0))
    expect((means.reduce((sum, mean) => sum + mean, 0) / 60).toFixed(4)).toBe('4.8837')
    expect(means.filter((mean) => mean >= 5)).toHaveLength(31)
    const order = await Promise.all(jurorRoles.map(async (role) => (await world.context(role)).actor?.id))
    const byJuror = order.map((id) => jurors.find(({ accountId }) => accountId === id))
    expect(byJuror.map((juror) => juror?.mean.toFixed(3))).toEqual([
      '5.036',
      '5.025',
      '4.977',
      '4.400',
      '4.934',
    ])
    expect(byJuror.map((juror) => juror?.leaning)).toEqual([null, null, null, 'severe', null])
  })

  test('the page shows ties, spread and the severe juror; whoever stepped aside sees no mark of that file', async () => {
    const page = await read(await world.as('director_general'), `${call.path}/classement`)
    for (const said of ['5,68', '5,675', '5,275', '4,4', 'plus sévère que les autres', 'ex æquo'])
      expect(page).toContain(said)
    const chair = await world.as(jurorRoles[0])
    // The chair stepped aside from 11, 26, 41 and 56, which shares its mark with 7: shown last, without place or mark.
    for (const path of ['classement', 'proces-verbal']) {
      const rows = [...(await read(chair, `${call.path}/${path}`)).matchAll(/<tr>.*?<\/tr>/gs)].map(
        ([row]) => row,
      )
      expect(rows.slice(-4).map((row) => /(\d+)\. Projet/.exec(row)?.[1])).toEqual(['11', '26', '41', '56'])
      for (const row of rows.slice(-4)) expect(row.match(/\d,\d/g)).toBeNull()
    }
  })

  test('two ways to share 60,000 € stand side by side: 50,000 € and 58,500 €, 1,500 € left', async () => {
    const manager = await world.as('manager')
    const scenarios = `${call.path}/scenarios`
    await expectDone(manager.post(scenarios, { nom: 'Dans l’ordre', methode: 'strict', plancher: '' }))
    await expectDone(manager.post(scenarios, { nom: 'En sautant', methode: 'skip_and_fill', plancher: '5' }))
    const page = await read(await world.as('director_general'), scenarios)
    const foot = page.slice(page.indexOf('<tfoot>'))
    expect(foot.match(/\d[\d ]* €/g)).toEqual(['60 000 €', '50 000 €', '58 500 €', '10 000 €', '1 500 €'])
    const lines = await world.db
      .selectFrom('call_scenario_lines')
      .innerJoin('call_scenarios', 'call_scenarios.id', 'scenario_id')
      .innerJoin('applications', 'applications.id', 'application_id')
      .select(['name', 'number', 'call_scenarios.id'])
      .orderBy('number')
      .execute()
    const funded = (name: string) => lines.filter((line) => line.name === name).map(({ number }) => number)
    expect(funded('Dans l’ordre')).toEqual([1, 12, 18, 23, 34, 45])
    expect(funded('En sautant')).toEqual(winners.toSorted((a, b) => a - b))
    const chosen = lines.find(({ name }) => name === 'En sautant')?.id
    await expectDone(manager.post(`${scenarios}/${chosen}/choix`))
  })
})

describe('P15, the whole chain of that call', () => {
  test('the draft deliberation: its annex adds up to the money used, and every refusal has its reason', async () => {
    const legal = await world.as('legal_officer')
    const draft = await docxText(await legal.get(`${call.path}/projet-de-deliberation.docx`))
    expect(draft).toContain('pour un total de 58 500 €')
    const [granted = '', refused = ''] = draft.slice(draft.indexOf('Annexe 1')).split('Annexe 2')
    const amounts = [...granted.matchAll(/(\d[\d ]*) €/g)].map(([, text = '']) =>
      Number(text.replaceAll(' ', '')),
    )
    expect(amounts).toHaveLength(winners.length + 1)
    expect(amounts.at(-1)).toBe(58_500)
    expect(amounts.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(58_500)
    expect(refused.match(/Classé \d+e sur 60 dossiers/g)).toHaveLength(52)
  })

  test('the council decides; the members of the jury who declared a link must step aside', async () => {
    const legal = await world.as('legal_officer')
    const page = await (await legal.get(`${call.path}/decision`)).text()
    const fields = Object.fromEntries(
      files.flatMap(({ id }, index) =>
        winners.includes(index + 1)
          ? [
              [`decision_${id}`, 'granted'],
              [`montant_${id}`, String(askedBy(index + 1))],
            ]
          : [
              [`decision_${id}`, 'refused'],
              [`motif_${id}`, new RegExp(`name="motif_${id}"[^>]*>([^<]+)<`).exec(page)?.[1] ?? ''],
            ],
      ),
    )
    const silent = await recordDeliberation(world, 'Attribution sans déport')
    expect((await legal.post(`${call.path}/decision`, { ...fields, deliberation: silent })).status).toBe(422)
    const deliberation = await recordDeliberation(world, 'Attribution', {
      deports: 'Élise Élue : adhérente\nMarc Maire : adhérent',
    })
    await expectDone(legal.post(`${call.path}/decision`, { ...fields, deliberation }))
    const decided = await world.db
      .selectFrom('award_decisions')
      .select(['decision', 'amount_cents'])
      .execute()
    expect(decided).toHaveLength(60)
    expect(decided.reduce((sum, row) => sum + Number(row.amount_cents ?? 0), 0)).toBe(58_500_00)
  })

  test('a letter for each of the sixty and an agreement for each of the eight, as PDF and as DOCX', async () => {
    const agent = await world.as('agent')
    for (const number of winners) await expectDone(agent.post(`${fileOf(number).path}/convention`))
    expect((await agent.post(`${fileOf(29).path}/convention`)).status).toBe(404)
    const pile = await readPdfText(await bytesOf(await agent.get(`${call.path}/lettres.pdf`)))
    const references = pile.flatMap((page) => /Lettre de décision (\S+) — 1 \/ \d+/.exec(page)?.[1] ?? [])
    expect(references).toEqual(files.map((_, index) => `${call.code}-${index + 1}`))
    for (const [index, { path }] of files.entries()) {
      const letter = await docxText(await agent.get(`${path}/lettre.docx`))
      expect(letter).toContain(`Association du quartier ${index + 1}`)
      expect(letter.includes('tribunal administratif')).toBe(!winners.includes(index + 1))
      expect((await agent.get(`${path}/lettre.pdf`)).headers.get('content-type')).toBe('application/pdf')
    }
    for (const number of winners) {
      const { path } = fileOf(number)
      const amount = plain(new Intl.NumberFormat('fr-FR').format(askedBy(number)))
      expect(await docxText(await agent.get(`${path}/convention.docx`))).toContain(`${amount} €`)
      const text = (await readPdfText(await bytesOf(await agent.get(`${path}/convention.pdf`)))).join(' ')
      for (const said of [`${amount} €`, `Association du quartier ${number}`, '30 juin 2028'])
        expect(text).toContain(said)
    }
  })

  test('printed, signed and scanned in any order, each page goes back to its file by its code', async () => {
    const agent = await world.as('agent')
    const sheets: { readonly number: number; readonly page: number; readonly scan: Buffer }[] = []
    for (const number of winners) {
      const pdf = await bytesOf(await agent.get(`${fileOf(number).path}/convention.pdf`))
      const pages = await countPages(pdf)
      for (let page = 1; page <= pages; page += 1) {
        const turn = [0, 2, 180, -1.5][sheets.length % 4] ?? 0
        sheets.push({ number, page, scan: await scanPage(pdf, page, { turn, noise: 10 }) })
      }
    }
    const shuffled = sheets.toSorted(
      (a, b) => ((a.number * 7 + a.page * 5) % 11) - ((b.number * 7 + b.page * 5) % 11),
    )
    const pile = await writeSignedPdf(
      { title: 'Pile', sender: 'Bureau' },
      shuffled.map(({ scan }) => scan),
    )
    const sent = await agent.post('/appels-a-projets/papiers', {
      fichiers: new File([new Uint8Array(pile)], 'pile.pdf'),
    })
    expect(sent.status).toBe(303)
    const filed = await world.db
      .selectFrom('paper_pages')
      .innerJoin('applications', 'applications.id', 'paper_pages.application_id')
      .select(['number', 'paper', 'page', 'state'])
      .execute()
    const name = (number: number | null, page: number | null) => `${number}, page ${page}`
    expect(
      filed
        .map((row) => [row.paper, row.state])
        .every(([paper, state]) => paper === 'agreement' && state === 'filed'),
    ).toBe(true)
    expect(filed.map((row) => name(row.number, row.page)).toSorted()).toEqual(
      sheets.map((sheet) => name(sheet.number, sheet.page)).toSorted(),
    )
    for (const number of winners) {
      const signed = await agent.get(`${fileOf(number).path}/convention-signee.pdf`)
      expect(await countPages(await bytesOf(signed))).toBe(
        sheets.filter((sheet) => sheet.number === number).length,
      )
    }
  })

  test('seventy per cent on notification, thirty after the report; one holder is late: reminded once, the balance waits', async () => {
    const [agent, mayor, finance] = [
      await world.as('agent'),
      await world.as('mayor'),
      await world.as('finance_officer'),
    ]
    const holder = await world.as('organisation_officer')
    for (const number of winners) {
      const { path } = fileOf(number)
      await expectDone(agent.post(`${path}/convention/etapes`, { etape: 'holder', le: '2026-12-17' }))
      await expectDone(mayor.post(`${path}/convention/etapes`, { etape: 'mayor', le: '2026-12-18' }))
      await expectDone(agent.post(`${path}/convention/etapes`, { etape: 'notified', le: '2026-12-18' }))
      await expectDone(finance.post(`${path}/versements/1/mandat`, { mandat: `M-${number}-1` }))
      await expectDone(finance.post(`${path}/versements/1/paiement`, { le: '2026-12-18' }))
    }
    expect(await paid()).toEqual({ first: 40_950_00, balance: 0 })
    const due = await world.db.selectFrom('grant_agreements').select('report_due_on').execute()
    expect(due.map((row) => row.report_due_on)).toEqual(winners.map(() => '2028-06-30'))

    const [late = 0, ...others] = winners
    const report = { depense: '2 000', personnes: '30', heures: '40', bilan: 'Fait avec les voisins.' }
    world.setNow(new Date('2028-06-20T08:00:00Z'))
    for (const number of others) {
      const { path } = fileOf(number)
      await expectDone(holder.post(`${path}/bilan`, report))
      await expectDone(agent.post(`${path}/bilan/verification`, { remarque: 'Complet', reversement: '' }))
      await expectDone(finance.post(`${path}/versements/2/mandat`, { mandat: `M-${number}-2` }))
      await expectDone(finance.post(`${path}/versements/2/paiement`, { le: '2028-06-20' }))
    }
    world.setNow(new Date('2028-07-02T08:00:00Z'))
    const context = await world.context(null)
    for (let time = 1; time <= 3; time += 1) await remindReports(context)
    const notices = await world.db
      .selectFrom('notices')
      .select('event')
      .where('event', 'like', '%:report:%')
      .execute()
    expect(notices).toEqual([{ event: `application:${fileOf(late).id}:report:late` }])
    const blocked = await finance.post(`${fileOf(late).path}/versements/2/mandat`, { mandat: 'M-trop-tot' })
    expect([blocked.status, (await blocked.text()).includes('le solde attend un bilan vérifié')]).toEqual([
      422,
      true,
    ])
    const heldBack = (askedBy(late) * 100 * 3) / 10
    expect(await paid()).toEqual({ first: 40_950_00, balance: 17_550_00 - heldBack })
  })

  test.skipIf(scdlSchema === null)('the SCDL file has one valid row a grant, for the whole sum', async () => {
    const file = await (await (await world.as(null)).get('/appels-a-projets/scdl.csv')).text()
    const rows = file
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '')))
    expect(rows.flatMap(scdlFaults)).toEqual([])
    expect(rows.map((row) => row[5]).toSorted()).toEqual(winners.map(siretOf).toSorted())
    expect(rows.reduce((sum, row) => sum + Number(row[8]), 0)).toBe(58_500)
  })

  test('everybody reads winners, criteria and amounts; no private person', async () => {
    const visitor = await world.as(null)
    const page = await read(visitor, `${call.path}/laureats`)
    for (const said of [
      '8 projets aidés, 58 500 € attribués',
      'Effet dans le quartier (40 %)',
      'Solidité du budget (20 %)',
    ])
      expect(page).toContain(said)
    for (const number of winners) {
      expect(page).toContain(`Association du quartier ${number}`)
      expect(page).toContain(`${plain(new Intl.NumberFormat('fr-FR').format(askedBy(number)))} €`)
    }
    expect(page).not.toContain('Association du quartier 29')
    const open = [
      page,
      await read(visitor, `/api/v1/calls/${call.code}/grants`),
      await read(visitor, '/appels-a-projets/scdl.csv'),
      await read(visitor, call.path),
    ]
    const people = Object.values(testPeople).flatMap(({ name, email }) => [name, email])
    for (const text of open)
      for (const personal of ['Signataire', 'rue des Tanneries', '@essais.example', ...people])
        expect(text).not.toContain(personal)
  })
})

/** What was paid of the first instalments, and of the balances, in cents. */
async function paid(): Promise<{ first: number; balance: number }> {
  const rows = await world.db
    .selectFrom('grant_instalments')
    .select(['number', 'amount_cents'])
    .where('paid_on', 'is not', null)
    .execute()
  const sum = (number: number) =>
    rows.filter((row) => row.number === number).reduce((total, row) => total + Number(row.amount_cents), 0)
  return { first: sum(1), balance: sum(2) }
}
