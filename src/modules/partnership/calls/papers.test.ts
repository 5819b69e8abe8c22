import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { unpackZip } from '#infra/zip.ts'
import { arbitrate, decide, makeCall, type TestCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { blankSheet, countPages, scanPage } from '#test/scanned-page.ts'
import { type PageCode, papers, readPageCode, writePageCode } from './paper-code.rules.ts'
import { pictureOf } from './paper-code.ts'
import { missingPages, placePage, readReference } from './papers.rules.ts'
import { readScan } from './read-scan.ts'
import { writeSignedPdf } from './signed-paper.ts'

// Pages are drawn and read: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000 })

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const code: PageCode = {
  paper: 'agreement',
  applicationId: '0b6f7c1e-9a44-4d0a-8f0e-3c2b1a09f8e7',
  text: 'a1b2c3d4',
  page: 2,
  pages: 3,
}

describe('the code of a page', () => {
  test('is read as it was written, whatever the paper, the file and the page', () => {
    const any = fc.record({
      paper: fc.constantFrom(...papers),
      applicationId: fc.uuid(),
      text: fc.stringMatching(/^[0-9a-f]{8}$/),
      pages: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 999 }), (paper, page) => {
        const written = { ...paper, page: Math.min(page, paper.pages) }
        expect(readPageCode(writePageCode(written))).toEqual(written)
      }),
    )
    expect(writePageCode(code)).toBe('FC1:A:0B6F7C1E9A444D0A8F0E3C2B1A09F8E7:A1B2C3D4:2:3')
  })

  test.each([
    'https://exemple.fr',
    'FC2:A:0B6F7C1E9A444D0A8F0E3C2B1A09F8E7:A1B2C3D4:2:3',
    'FC1:A:0B6F7C1E9A444D0A8F0E3C2B1A09F8E7:A1B2C3D4:4:3',
    'FC1:A:0B6F7C1E9A444D0A8F0E3C2B1A09F8E7:A1B2C3D4:0:3',
    'FC1:Z:0B6F7C1E9A444D0A8F0E3C2B1A09F8E7:A1B2C3D4:2:3',
  ])('of somebody else is none of ours: %s', (text) => {
    expect(readPageCode(text)).toBeNull()
  })

  test('files the page, or says why a person looks at it', () => {
    const mark = () => 'a1b2c3d4'
    const said = (codes: readonly string[], markOf: (paper: string, id: string) => string | null = mark) =>
      placePage(codes, markOf).fault
    expect(placePage([writePageCode(code), 'https://exemple.fr'], mark)).toEqual({ code, fault: null })
    expect(said(['https://exemple.fr'])).toBe('no_code')
    expect(said([writePageCode(code), writePageCode({ ...code, page: 3 })])).toBe('several_codes')
    expect(placePage([writePageCode(code)], () => null)).toEqual({ code: null, fault: 'unknown_file' })
    expect(said([writePageCode(code)], () => 'ffffffff')).toBe('other_text')
    expect(said([writePageCode({ ...code, page: 0, pages: 0 })])).toBe('no_page')
  })

  test('a reference is the call and the number; pages that have not come back are counted', () => {
    expect(readReference('Convention fonds-2027-12')).toEqual({ callCode: 'fonds-2027', number: 12 })
    expect(readReference('fonds')).toBeNull()
    expect(missingPages([3, 1], 4)).toEqual([2, 4])
    expect(missingPages([], 0)).toEqual([])
  })
})

/** A call with two agreements, as PDF to print. */
async function makeAgreements() {
  const call = await makeCall(world)
  const applications = await arbitrate(world, call, 3)
  await decide(world, call, applications, 2)
  const agent = await world.as('agent')
  const pdfs: Uint8Array[] = []
  for (const { path } of applications.slice(0, 2)) {
    await agent.post(`${path}/convention`)
    pdfs.push(await bytesOf(await agent.get(`${path}/convention.pdf`)))
  }
  const [first, second, third] = applications
  const [one, two] = pdfs
  if (!first || !second || !third || !one || !two) throw new Error('two agreements are made')
  return { call, agent, first, second, third, one, two }
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

const pagesOf = (call: TestCall) =>
  world.db
    .selectFrom('paper_pages')
    .innerJoin('applications', 'applications.id', 'paper_pages.application_id')
    .select(['number', 'paper', 'page', 'pages', 'state', 'fault'])
    .where('call_id', '=', call.id)
    .orderBy('number')
    .orderBy('paper')
    .orderBy('page')
    .orderBy('state')
    .execute()

const file = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name)

describe('signed papers that come back in a pile', () => {
  test('are filed by their codes: askew, upside down, grey and noisy; what is not read waits, nothing is lost', async () => {
    const { call, agent, first, third, one, two } = await makeAgreements()
    const pages = await countPages(one)
    expect(pages).toBeGreaterThan(1)
    const letter = await bytesOf(await agent.get(`${third.path}/lettre.pdf`))
    const pile = await writeSignedPdf({ title: 'Pile', sender: 'Bureau' }, [
      await scanPage(one, 2, { turn: 180, noise: 18 }),
      await scanPage(two, 1, { turn: 2.5, noise: 18 }),
      await scanPage(letter, 1, { turn: -90, noise: 18 }),
      // The back of a sheet.
      await blankSheet(),
    ])
    const sent = await agent.post('/appels-a-projets/papiers', {
      fichiers: [
        file(await scanPage(one, 1, { turn: -3.5, noise: 25 }), 'page.jpg'),
        file(pile, 'pile.pdf'),
        file(new TextEncoder().encode('MZ un programme'), 'facture.pdf'),
        file(new TextEncoder().encode('%PDF-1.7 cassé'), 'casse.pdf'),
      ],
    })
    const page = await sent.text()
    expect(sent.status).toBe(422)
    expect(page).toContain('4 pages classées. 2 pages à classer à la main.')
    expect(page).toContain('facture.pdf : ni PDF, ni TIFF')
    const wanted = (number: number, paper: string, at: number, of: number) => ({
      number,
      paper,
      page: at,
      pages: of,
      state: 'filed',
      fault: '',
    })
    expect(await pagesOf(call)).toEqual([
      wanted(1, 'agreement', 1, pages),
      wanted(1, 'agreement', 2, pages),
      wanted(2, 'agreement', 1, pages),
      wanted(3, 'letter', 1, 1),
    ])
    const kept = await world.db.selectFrom('paper_scans').select('name').orderBy('name').execute()
    expect(kept.map(({ name }) => name)).toEqual(['casse.pdf', 'page.jpg', 'pile.pdf'])
    // What lacks is said, and the applicant reads what came back.
    const list = await (await agent.get('/appels-a-projets/papiers')).text()
    expect(list).toContain(`il manque ${missingPages([1], pages).join(', ')} sur ${pages}`)
    const holder = await world.as('organisation_officer')
    const signed = await holder.get(`${first.path}/convention-signee.pdf`)
    expect([signed.status, await countPages(await bytesOf(signed))]).toEqual([200, 2])
    expect((await (await world.as('resident')).get(`${first.path}/convention-signee.pdf`)).status).toBe(404)
  })

  test('a page is filed by hand, refused where one stands, replaced when asked, and taken out again', async () => {
    const { call, agent, one, first } = await makeAgreements()
    const scan = await scanPage(one, 1, { turn: 0 }, 'png')
    const again = await scanPage(one, 1, { turn: 1, noise: 4 }, 'tiff')
    await agent.post('/appels-a-projets/papiers', { fichiers: file(scan, 'une.png') })
    const twice = await agent.post('/appels-a-projets/papiers', { fichiers: file(scan, 'encore.png') })
    expect(twice.status).toBe(303)
    await agent.post('/appels-a-projets/papiers', { fichiers: file(again, 'autre.tif') })
    const states = async () =>
      (await pagesOf(call)).map(({ page, state, fault }) => `${page} ${state} ${fault}`)
    expect(await states()).toEqual(['1 filed ', '1 waiting page_taken'])
    const waiting = await world.db
      .selectFrom('paper_pages')
      .innerJoin('paper_scans', 'paper_scans.id', 'paper_pages.scan_id')
      .select('scan_id')
      .where('name', '=', 'autre.tiff')
      .executeTakeFirstOrThrow()
    const path = `/appels-a-projets/papiers/${waiting.scan_id}/1`
    expect(await (await agent.get(path)).text()).toContain(`value="${call.code}-1"`)
    const fields = { reference: `Convention ${call.code}-1`, papier: 'agreement', page: '1', pages: '2' }
    const wrong = await agent.post(path, { ...fields, reference: 'ailleurs-1' })
    expect([wrong.status, (await wrong.text()).includes('Aucun dossier')]).toEqual([422, true])
    const none = await agent.post(path, { ...fields, reference: `${call.code}-3`, papier: 'agreement' })
    expect([none.status, (await none.text()).includes('n’a pas ce papier')]).toEqual([422, true])
    const taken = await agent.post(path, fields)
    expect([taken.status, (await taken.text()).includes('cochez pour la remplacer')]).toEqual([422, true])
    expect((await agent.post(path, { ...fields, remplace: 'oui' })).status).toBe(303)
    expect(await states()).toEqual(['1 filed ', '1 set_aside page_taken'])
    expect((await agent.post(`${path}/etat`, { geste: 'take_out' })).status).toBe(303)
    expect(await states()).toEqual(['1 set_aside page_taken', '1 waiting taken_out'])
    expect((await agent.get(`${first.path}/convention-signee.pdf`)).status).toBe(404)
    const picture = await agent.get(`${path}/image`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    await expect(world.db.deleteFrom('paper_pages').execute()).rejects.toMatchObject({ code: '23001' })
    await expect(world.db.updateTable('paper_scans').set({ name: 'x' }).execute()).rejects.toMatchObject({
      code: '23001',
    })
  })

  test('two people who file the same page at once leave one', async () => {
    const { call, agent, one } = await makeAgreements()
    const scans = await Promise.all([0, 1, 2].map((noise) => scanPage(one, 2, { turn: 0, noise }, 'jpeg')))
    await Promise.all(
      scans.map((scan, index) =>
        agent.post('/appels-a-projets/papiers', { fichiers: file(scan, `${index}.jpg`) }),
      ),
    )
    const states = (await pagesOf(call)).map(({ state }) => state).toSorted()
    expect(states).toEqual(['filed', 'waiting', 'waiting'])
  })

  test('the word file carries the code of its application on every page, for a person to say which page', async () => {
    const { agent, first } = await makeAgreements()
    const docx = await bytesOf(await agent.get(`${first.path}/convention.docx`))
    const entries = await unpackZip(docx, { entries: 200, bytes: 20_000_000 })
    const picture =
      entries.ok && entries.value.find(({ name }) => Buffer.from(name).toString().endsWith('.png'))
    if (!picture) throw new Error('the header has a picture')
    const { pages } = await readScan(picture.bytes, false)
    expect(pages.flatMap(({ codes }) => codes.map(readPageCode))).toMatchObject([
      { paper: 'agreement', applicationId: first.id, page: 0, pages: 0 },
    ])
  })

  test('the code of a letterhead does not hide the code of the page', async () => {
    const [ours, theirs] = [await pictureOf(writePageCode(code)), await pictureOf('https://exemple.fr')]
    const page = await sharp(await blankSheet())
      .composite([
        { input: await sharp(theirs).resize(200).toBuffer(), left: 900, top: 80 },
        { input: await sharp(ours).resize(140).toBuffer(), left: 90, top: 1550 },
      ])
      .jpeg()
      .toBuffer()
    const { pages } = await readScan(page, false)
    expect(pages.map(({ codes }) => placePage(codes, () => 'a1b2c3d4'))).toEqual([{ code, fault: null }])
  })

  test('a blank page has no code; a file that does not open says so', async () => {
    expect(await readScan(await blankSheet(), false)).toMatchObject({
      isBroken: false,
      pages: [{ codes: [] }],
    })
    expect(await readScan(new TextEncoder().encode('%PDF-'), true)).toEqual({ isBroken: true, pages: [] })
  })
})
