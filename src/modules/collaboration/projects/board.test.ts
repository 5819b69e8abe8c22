import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { antivirusThatEnds } from '#test/antivirus.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { addCards, admit, makeProject, readBoard } from '#test/project-board.ts'
import { makesCircle, mentionedIn, nextDueOn } from './board.rules.ts'
import { addFile } from './card.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const titles = (count: number) => Array.from({ length: count }, (_, index) => `Tâche ${index + 1}`)

describe('moving cards', () => {
  test('a card goes to the end, to the start, or before another one', async () => {
    const project = await makeProject(world, 'Ranger le tableau')
    await addCards(project, 0, titles(4))
    const move = (carte: string, column: number, avant: string) =>
      project.agent.post(`${project.path}/tableau/deplacement`, {
        carte,
        colonne: project.columns[column] ?? '',
        avant,
      })
    expect((await move('4', 0, 'debut')).status).toBe(303)
    await move('1', 0, '')
    await move('2', 1, '')
    await move('3', 1, '2')
    expect(await readBoard(world, project)).toEqual([['Tâche 4', 'Tâche 1'], ['Tâche 3', 'Tâche 2'], [], []])
  })

  test('fifty moves at once by two people lose no card, double none and pass no limit', async () => {
    const project = await makeProject(world, 'Tous ensemble')
    await admit(world, project, 'manager')
    await addCards(project, 0, titles(20))
    const manager = await world.as('manager')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 2 === 0 ? project.agent : manager).post(`${project.path}/tableau/deplacement`, {
          carte: String((n % 20) + 1),
          colonne: project.columns[n % 3] ?? '',
          avant: n % 5 === 0 ? 'debut' : n % 5 === 1 ? String(((n * 7) % 20) + 1) : '',
        }),
      ),
    )
    expect(answers.filter(({ status }) => status !== 303 && status !== 422)).toEqual([])
    const board = await readBoard(world, project)
    expect(board.flat().sort()).toEqual(titles(20).sort())
    expect([board[1]?.length, board[2]?.length].every((count) => (count ?? 9) <= 5)).toBe(true)
    const keys = await world.db
      .selectFrom('cards')
      .select(['column_id', 'position'])
      .where('project_id', '=', project.id)
      .execute()
    expect(new Set(keys.map((row) => `${row.column_id} ${row.position}`)).size).toBe(20)
  })

  test('a full column says so, and a card stays where it was', async () => {
    const project = await makeProject(world, 'Une colonne pleine')
    await addCards(project, 1, titles(5))
    await addCards(project, 0, ['Une de trop'])
    const refused = await project.agent.post(`${project.path}/cartes/6/deplacement`, {
      colonne: project.columns[1] ?? '',
    })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('Cette colonne est pleine'),
    ])
    expect((await readBoard(world, project))[0]).toEqual(['Une de trop'])
  })

  test('a place where keys have grown long is spread again, in the same order', async () => {
    const project = await makeProject(world, 'Toujours au même endroit')
    await addCards(project, 0, ['Première', 'Deuxième', 'Dernière'])
    const places = { 1: `V000${'V'.repeat(55)}1`, 2: `V000${'V'.repeat(55)}2` }
    for (const [number, position] of Object.entries(places))
      await world.db
        .updateTable('cards')
        .set({ position })
        .where('project_id', '=', project.id)
        .where('number', '=', Number(number))
        .execute()
    await project.agent.post(`${project.path}/tableau/deplacement`, {
      carte: '3',
      colonne: project.columns[0] ?? '',
      avant: '2',
    })
    expect((await readBoard(world, project))[0]).toEqual(['Première', 'Dernière', 'Deuxième'])
    const rows = await world.db
      .selectFrom('cards')
      .select('position')
      .where('project_id', '=', project.id)
      .execute()
    expect(rows.map(({ position }) => position.length)).toEqual([4, 4, 4])
  })

  test('fifty identical forms add one card', async () => {
    const project = await makeProject(world, 'Un clic de trop')
    const form = { cle: randomUUID(), colonne: project.columns[0] ?? '', carte: 'Une seule' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => project.agent.post(`${project.path}/cartes`, form)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(303))
    expect((await readBoard(world, project)).flat()).toEqual(['Une seule'])
  })
})

describe('what moves bring', () => {
  test('a recurring card that is done comes back once, with its next day and its people', async () => {
    const project = await makeProject(world, 'Chaque mois')
    const agent = (await world.context('agent')).actor?.id ?? ''
    await addCards(project, 0, ['Lettre aux habitants'])
    await project.agent.post(`${project.path}/cartes/1`, {
      titre: 'Lettre aux habitants',
      debut: '2026-10-20',
      echeance: '2026-10-31',
      repetition: 'monthly',
      personnes: agent,
      etiquettes: 'communication',
      version: '1',
    })
    const done = () =>
      project.agent.post(`${project.path}/cartes/1/deplacement`, { colonne: project.columns[3] ?? '' })
    const back = () =>
      project.agent.post(`${project.path}/cartes/1/deplacement`, { colonne: project.columns[0] ?? '' })
    await done()
    await back()
    await done()
    const rows = await world.db
      .selectFrom('cards')
      .select(['number', 'starts_on', 'due_on', 'done_on'])
      .where('project_id', '=', project.id)
      .orderBy('number')
      .execute()
    expect(rows).toEqual([
      { number: 1, starts_on: '2026-10-20', due_on: '2026-10-31', done_on: '2026-11-23' },
      { number: 2, starts_on: '2026-11-19', due_on: '2026-11-30', done_on: null },
    ])
    const page = await (await project.agent.get(`${project.path}/tableau`)).text()
    expect(page.match(/communication/g)?.length).toBe(2)
  })

  test('a card waits for another one, never for itself through others', async () => {
    const project = await makeProject(world, 'Dans l’ordre')
    await addCards(project, 0, ['Études', 'Marché', 'Chantier'])
    const wait = (number: number, attend: number) =>
      project.agent.post(`${project.path}/cartes/${number}/dependances`, { attend: String(attend) })
    expect((await wait(2, 1)).status).toBe(303)
    expect((await wait(3, 2)).status).toBe(303)
    const circle = await wait(1, 3)
    expect([circle.status, await circle.text()]).toEqual([422, expect.stringContaining('sans fin')])
    const early = await project.agent.post(`${project.path}/cartes/3/deplacement`, {
      colonne: project.columns[3] ?? '',
    })
    expect([early.status, await early.text()]).toEqual([
      422,
      expect.stringContaining('qui n’est pas terminée'),
    ])
  })

  test('whom a comment names is told, others are not', async () => {
    const project = await makeProject(world, 'On se parle')
    const manager = await admit(world, project, 'manager')
    await admit(world, project, 'moderator')
    await addCards(project, 0, ['Discuter'])
    const answer = await project.agent.post(`${project.path}/cartes/1/commentaires`, {
      cle: randomUUID(),
      commentaire: 'Qu’en dis-tu, @mona cheffe ?',
    })
    expect(answer.status).toBe(303)
    const told = await world.db
      .selectFrom('notices')
      .innerJoin('recipients', 'recipients.id', 'notices.recipient_id')
      .select(['recipients.account_id', 'notices.text_fr'])
      .where('notices.event', 'like', '%told.mentioned%')
      .execute()
    expect(told).toEqual([
      { account_id: manager, text_fr: 'Ahmed Agent vous a cité sur « Discuter » (On se parle).' },
    ])
  })

  test('of two people who rewrite a card, the second sees both texts', async () => {
    const project = await makeProject(world, 'À quatre mains')
    await admit(world, project, 'manager')
    await addCards(project, 0, ['Brouillon'])
    await (await world.as('manager')).post(`${project.path}/cartes/1`, {
      titre: 'Texte de Mona',
      version: '1',
    })
    const second = await project.agent.post(`${project.path}/cartes/1`, {
      titre: 'Texte d’Ahmed',
      version: '1',
    })
    const text = await second.text()
    expect([second.status, text.includes('Texte de Mona'), text.includes('Texte d’Ahmed')]).toEqual([
      409,
      true,
      true,
    ])
  })
})

describe('files of a card', () => {
  const send = async (bytes: BlobPart, name: string) => {
    const project = await makeProject(world, `Fichier ${name}`)
    await addCards(project, 0, ['Pièces'])
    const answer = await project.agent.post(`${project.path}/cartes/1/fichiers`, {
      fichier: new File([bytes], name),
    })
    return { project, answer, page: await (await project.agent.get(`${project.path}/cartes/1`)).text() }
  }

  test('a file is what its bytes are, and comes back as a file to keep', async () => {
    const { project, answer, page } = await send('%PDF-1.7 essai', 'Compte rendu été.exe')
    expect(answer.status).toBe(303)
    expect(page).toContain('Compte-rendu-ete.pdf')
    const [, path = ''] = /href="(\/projets\/[^"]*\/fichiers\/[^"]*)"/.exec(page) ?? []
    const file = await project.agent.get(path)
    expect([
      file.headers.get('content-type'),
      file.headers.get('content-disposition'),
      await file.text(),
    ]).toEqual(['application/pdf', 'attachment; filename="Compte-rendu-ete.pdf"', '%PDF-1.7 essai'])
    expect((await (await world.as('resident')).get(path)).status).toBe(404)
  })

  test('every file passes the antivirus of the town first', async () => {
    const project = await makeProject(world, 'Fichiers vérifiés')
    await addCards(project, 0, ['Pièces'])
    const context = await world.context('agent')
    const code = project.path.split('/').at(-1) ?? ''
    const file = { name: 'plan.pdf', bytes: new TextEncoder().encode('%PDF-1.7') }
    const addedWhere = (exit: number) => {
      const settings = { ...context.settings, antivirusCommand: antivirusThatEnds(exit) }
      return addFile({ ...context, settings }, code, 1, file)
    }
    expect(await addedWhere(1)).toEqual({ ok: false, refusal: 'file_infected' })
    expect(await addedWhere(2)).toEqual({ ok: false, refusal: 'scan_failed' })
    expect(await (await project.agent.get(`${project.path}/cartes/1`)).text()).not.toContain('plan.pdf')
    expect(await addedWhere(0)).toMatchObject({ ok: true })
  })

  test('programs and damaged pictures are refused with a sentence', async () => {
    const program = await send(new Uint8Array([0x4d, 0x5a, 0, 1]), 'outil.pdf')
    expect([program.answer.status, await program.answer.text()]).toEqual([
      422,
      expect.stringContaining('type de fichier'),
    ])
    const picture = await send(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'photo.jpg')
    expect([picture.answer.status, await picture.answer.text()]).toEqual([
      422,
      expect.stringContaining('abîmée'),
    ])
  })
})

describe('rules of the board', () => {
  test('a recurring day comes after today, and the 31st comes back after a short month', () => {
    const day = (text: string) => calendarDate(text)
    expect(nextDueOn('monthly', day('2027-01-31'), day('2027-01-01'))).toBe('2027-02-28')
    expect(nextDueOn('monthly', day('2027-01-31'), day('2027-03-01'))).toBe('2027-03-31')
    expect(nextDueOn('weekly', day('2026-11-02'), day('2026-11-23'))).toBe('2026-11-30')
    expect(nextDueOn('yearly', day('2024-02-29'), day('2026-11-23'))).toBe('2027-02-28')
  })

  test('links that are added only when they make no circle never make one', () => {
    const link = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
    fc.assert(
      fc.property(fc.array(link, { maxLength: 60 }), (wanted) => {
        const kept: [string, string][] = []
        for (const [from, to] of wanted)
          if (!makesCircle(kept, `${from}`, `${to}`)) kept.push([`${from}`, `${to}`])
        // What has no circle can be put in a line: each time, something waits for nothing that is left.
        let left = [...new Set(kept.flat())]
        while (left.length > 0) {
          const free = left.filter((id) => !kept.some(([from, to]) => from === id && left.includes(to)))
          expect(free.length).toBeGreaterThan(0)
          left = left.filter((id) => !free.includes(id))
        }
      }),
    )
  })

  test('a name inside another word names nobody', () => {
    const people = [{ name: 'Léa' }, { name: 'Léa Juriste' }]
    expect(mentionedIn('@lea juriste, et @Léandre', people).map(({ name }) => name)).toEqual([
      'Léa',
      'Léa Juriste',
    ])
    expect(mentionedIn('@Léandre', people)).toEqual([])
  })
})
