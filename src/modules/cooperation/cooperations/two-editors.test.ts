import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCooperation,
  optionsForm,
  partiesOf,
  send,
  termsForm,
  tutelageForm,
} from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

type Form = Readonly<Record<string, string>>

/** The page as it reads, whatever spaces French typography puts in it. */
const read = async (answer: Response) => (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')

/**
 * The first saves; the second, whose form is of the version before, gets a page that says what is stored beside what they typed;
 * the same answers as those stored are no conflict.
 */
async function meet(path: string, place: string, first: Form, second: Form): Promise<string> {
  const seen = await world.db
    .selectFrom('cooperations')
    .select('version')
    .where('slug', '=', path.split('/')[2] ?? '')
    .executeTakeFirstOrThrow()
  expect((await send(world, 'manager', place, first)).status).toBe(303)
  const version = String(seen.version)
  const agreed = await send(world, 'director_general', place, { ...first, version })
  expect(agreed.status).toBe(303)
  const stale = await send(world, 'director_general', place, { ...second, version })
  expect(stale.status).toBe(409)
  return read(stale)
}

describe('two people who write at once', () => {
  test('the terms: each field that differs says what is stored', async () => {
    const path = await makeCooperation(world, 'Deux accords', 'compared')
    const first = { ...termsForm, duree: 'fixed', renouvellement: '', fois: '', cout: '45 000' }
    const html = await meet(path, `${path}/accord`, first, { ...termsForm, cout: '45000,00' })
    expect(html).toMatch(/Enregistré entre-temps : (Durée|durée|fixe)[^<]*/i)
    expect(html).toMatch(/id="renouvellement-error">Enregistré entre-temps : rien/)
    expect(html).not.toContain('id="cout-error"')
    expect(html).toMatch(/name="renouvellement"[^>]*value="12"|value="12"[^>]*name="renouvellement"/)
  })

  test('the comparison', async () => {
    const path = await makeCooperation(world, 'Deux comparaisons', 'mandated')
    const first = { ...optionsForm, 'permet-formal': 'Tout ce qui roule' }
    const html = await meet(path, `${path}/comparaison`, first, optionsForm)
    expect(html).toContain('id="permet-formal-error">Enregistré entre-temps : Tout ce qui roule</p>')
    expect(html.match(/class="field-error"/g)).toHaveLength(1)
  })

  test('what a party is', async () => {
    const path = await makeCooperation(world, 'Deux parts', 'mandated')
    const [, angers] = await partiesOf(world, path)
    const form = (part: string) => ({
      [`role-${angers?.id}`]: 'member',
      [`domaine-${angers?.id}`]: '',
      [`part-${angers?.id}`]: part,
    })
    const html = await meet(path, `${path}/parties/${angers?.id}`, form('25'), form('40'))
    expect(html).toContain(`id="part-${angers?.id}-error">Enregistré entre-temps : 25</p>`)
  })

  test('a question of law', async () => {
    const path = await makeCooperation(world, 'Deux juristes', 'compared')
    const first = { ...tutelageForm, requires_prior_approval: 'oui', motif: 'Visa préalable' }
    const html = await meet(path, `${path}/droit/tutelage`, first, tutelageForm)
    expect(html).toContain('id="motif-error">Enregistré entre-temps : Visa préalable</p>')
    expect(html).toContain('id="requires_prior_approval-error"')
  })

  test('the text of the agreement', async () => {
    const path = await makeCooperation(world, 'Deux textes', 'tested')
    const html = await meet(path, `${path}/convention`, { texte: '# Un' }, { texte: '# Deux' })
    expect(html).toContain('id="texte-error">Enregistré entre-temps : # Un</p>')
    expect(html).toContain('# Deux')
  })

  test('the vote of a council', async () => {
    const path = await makeCooperation(world, 'Deux votes', 'tested')
    const [, angers] = await partiesOf(world, path)
    const place = `${path}/conseils/${angers?.id}/vote`
    const vote = { version_conseil: '0', vote: 'adopted', numero: 'A-1', le: '2026-11-20', deliberation: '' }
    expect((await send(world, 'manager', place, vote)).status).toBe(303)
    expect((await send(world, 'mayor', place, vote)).status).toBe(303)
    const stale = await send(world, 'mayor', place, { ...vote, vote: 'refused', numero: 'A-2' })
    const html = await read(stale)
    expect([stale.status, html.includes('id="numero-error">Enregistré entre-temps : A-1</p>')]).toEqual([
      409,
      true,
    ])
    expect(html).toMatch(/id="vote-error">Enregistré entre-temps : [Aa]dopt/)
  })
})
