import { readFile } from 'node:fs/promises'
import { expect, vi } from 'vitest'
import type { Watched } from './watched-browser.ts'

const submit = 'main form button.button[type=submit]'

/** Two scenarios made and computed, one measure moved by hand, both side by side. Answers the address of the first. */
export async function buildScenarios(watched: Watched): Promise<string> {
  const { page, manner } = watched
  const titles = [`Sobre ${manner.name}`, `Large ${manner.name}`]
  const sober = await createScenario(watched, titles[0] ?? '', '60 000')
  await ruleOverMeasures(watched, sober)
  const large = await createScenario(watched, titles[1] ?? '', '600 000')
  for (const path of [sober, large]) await compute(watched, path)
  await moveByHand(watched, sober)
  await watched.open('/scenarios')
  for (const path of [sober, large])
    await page.locator(`main input[name=s][value="${path.replace('/scenarios/', '')}"]`).check()
  await watched.press(page.getByRole('button', { name: 'Comparer les scénarios cochés' }))
  const links = page.locator('main table').first().locator('thead th a')
  expect((await links.allInnerTexts()).sort()).toEqual(titles.sort())
  return sober
}

async function createScenario(watched: Watched, title: string, limit: string): Promise<string> {
  const { page } = watched
  await watched.open('/scenarios/nouveau')
  await watched.fill({ titre: title, premiere_annee: '2027', annees: '2' })
  await watched.press(page.locator(submit).first())
  const path = new URL(page.url()).pathname.replace(/\/cadre$/, '')
  const limits = [2027, 2028].flatMap((year) => [
    [`fonctionnement_${year}`, limit],
    [`investissement_${year}`, limit],
  ])
  await send(watched, `${path}/cadre`, Object.fromEntries(limits))
  return path
}

/** One measure imposed, one forbidden, one that demands another, and a bonus for those two together. */
async function ruleOverMeasures(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await send(watched, `${path}/mesures`, {
    'choix-ressourcerie': 'imposed',
    'choix-budget-participatif': 'forbidden',
  })
  const pair = ['mode-projet', 'serveurs-partages']
  const [one = '', other = ''] = pair
  await send(watched, `${path}/liens`, { mesure: one, lien: 'requires', autre: other, motif: 'Même équipe' })
  await watched.fill({ libelle: 'Un seul chef de projet', valeur: '12 000' })
  for (const measure of pair) await page.locator(`#mesures-${measure}`).check()
  await watched.press(page.locator(`form[action="${path}/bonus"] button[type=submit]`))
  const text = await page.locator('main').innerText()
  expect([text.includes('Même équipe'), text.includes('Un seul chef de projet')]).toEqual([true, true])
}

async function send(watched: Watched, form: string, values: Readonly<Record<string, string>>): Promise<void> {
  await watched.open(form)
  await watched.fill(values)
  await watched.press(watched.page.locator(submit).first())
  expect(await watched.page.locator('.error-summary').allInnerTexts()).toEqual([])
}

/**
 * Asks for the computation and waits as a person does: the page renews itself, and whoever was on a link still is; or it
 * is asked for again.
 */
async function compute(watched: Watched, path: string): Promise<void> {
  const { page, manner } = watched
  await watched.open(path)
  await watched.press(page.locator(`form[action="${path}/calcul"] button`))
  await page.locator('main .crumb a').focus()
  await vi.waitFor(
    async () => {
      if (manner.scripts !== 'on') await page.reload()
      expect(await page.locator('[data-look-again]').count()).toBe(0)
    },
    { timeout: 120_000, interval: 500 },
  )
  if (manner.scripts === 'on') expect(await page.locator('main .crumb a:focus').count()).toBe(1)
  await watched.look()
  // Where the machine is too busy to prove it in time, the choice stands with its bound.
  expect(await page.locator('main .verdict').innerText()).toMatch(
    /^(Meilleur choix possible, prouvé|Bon choix) · /,
  )
}

/** Takes the imposed measure out: the new budget shows at once, with what it breaks. */
async function moveByHand(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/main`)
  const before = await page.locator('main .verdict').innerText()
  await page.locator('main select[name="debut-ressourcerie"]').selectOption('')
  await watched.press(page.getByRole('button', { name: 'Voir le nouveau budget' }))
  expect(await page.locator('main .verdict').innerText()).not.toBe(before)
  expect(await page.locator('main .alert').innerText()).toContain('est imposée')
}

/** The note of that scenario: its page, then both files, of which the first characters are answered. */
export async function printNote(watched: Watched, scenario: string): Promise<string[]> {
  const { page } = watched
  const path = scenario.replace('/scenarios/', '/note/')
  await watched.open('/note')
  await watched.press(page.locator(`main a[href="${path}"]`))
  expect(await page.locator('article.note table').count()).toBeGreaterThan(0)
  const starts: string[] = []
  for (const format of ['docx', 'pdf']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`a[href="${path}/note.${format}"]`).click(),
    ])
    starts.push((await readFile(await download.path())).subarray(0, 4).toString())
  }
  return starts
}
