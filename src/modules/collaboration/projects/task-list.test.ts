import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { addCards, makeProject, type TestProject } from '#test/project-board.ts'
import type { CardFace } from './board.rules.ts'
import { listTasks, type TaskFilter, taskOrders } from './task-list.rules.ts'

const today = calendarDate('2026-11-23')
const everything: TaskFilter = { search: '', person: '', label: '', state: 'all', order: 'board' }

describe('the list of tasks', () => {
  let world: World
  let project: TestProject
  beforeAll(async () => {
    world = await makeWorld()
    project = await makeProject(world, 'Une liste à lire')
    await addCards(project, 0, ['Écrire la note', 'Appeler le lycée'])
    await addCards(project, 1, ['Poser les bancs'])
    const known = { description: '', debut: '', charge: '', repetition: '', personnes: '', version: '1' }
    for (const [number, titre, echeance, etiquettes] of [
      ['1', 'Écrire la note', '2026-11-30', 'papier'],
      ['2', 'Appeler le lycée', '2026-11-02', 'école, papier'],
    ] as const) {
      const form = { ...known, titre, echeance, etiquettes }
      const saved = await project.agent.post(`${project.path}/cartes/${number}`, form)
      if (saved.status !== 303) throw new Error(await saved.text())
    }
  })
  afterAll(() => world.close())

  /** Titles in the order of the page. */
  async function titlesOf(query: string): Promise<string[]> {
    const page = await (await project.agent.get(`${project.path}/taches${query}`)).text()
    return [...page.matchAll(/<td><a href="[^"]*\/cartes\/\d+">([^<]*)</g)].map(([, title = '']) => title)
  }

  test.each([
    ['', ['Écrire la note', 'Appeler le lycée', 'Poser les bancs']],
    ['?ordre=due', ['Appeler le lycée', 'Écrire la note', 'Poser les bancs']],
    ['?ordre=title', ['Appeler le lycée', 'Écrire la note', 'Poser les bancs']],
    ['?etat=late', ['Appeler le lycée']],
    ['?etat=done', []],
    ['?etiquette=%C3%A9cole', ['Appeler le lycée']],
    ['?q=ECRIRE', ['Écrire la note']],
    ['?etat=ailleurs&ordre=1;drop', ['Écrire la note', 'Appeler le lycée', 'Poser les bancs']],
  ])('%s', async (query, titles) => {
    expect(await titlesOf(query)).toEqual(titles)
  })

  test('says which task is late, and offers the labels that there are', async () => {
    const page = await (await project.agent.get(`${project.path}/taches`)).text()
    expect(page).toContain('En retard')
    expect(page).toMatch(/<option value="école"/)
    expect(page).toContain('aria-current="page">Tâches')
  })
})

test('whatever the order, the list holds each card that the filter keeps once', () => {
  const day = fc.option(fc.constantFrom('2026-11-01', '2026-11-23', '2026-12-01').map(calendarDate), {
    nil: null,
  })
  const cards = fc
    .array(fc.record({ dueOn: day, doneOn: day, assignees: fc.subarray(['Ada', 'Zoé']) }), { maxLength: 12 })
    .map((list) =>
      list.map(
        (card, index): CardFace => ({
          ...card,
          id: String(index),
          number: index + 1,
          columnId: 'c',
          title: `Tâche ${index % 3}`,
          startsOn: null,
          effortMin: null,
          labels: [],
          items: { done: 0, all: 0 },
          comments: 0,
          files: 0,
          waits: false,
        }),
      ),
    )
  fc.assert(
    fc.property(cards, fc.constantFrom(...taskOrders), (all, order) => {
      const board = {
        columns: [{ id: 'c', title: 'À faire', position: 'V', limit: null, isDone: false }],
        cards: all,
      }
      const numbers = (state: TaskFilter['state']) =>
        listTasks(board, { ...everything, state, order }, today).map(({ number }) => number)
      expect(numbers('all').toSorted((a, b) => a - b)).toEqual(all.map(({ number }) => number))
      expect([...numbers('open'), ...numbers('done')].sort()).toEqual(numbers('all').sort())
      const days = listTasks(board, { ...everything, order: 'due' }, today).map(({ dueOn }) => dueOn ?? '9')
      expect(days).toEqual(days.toSorted())
    }),
  )
})
