import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Watched } from './watched-browser.ts'

const header =
  'type;mesure;titre;partie;theme;objectif;pilote;commanditaire;engagement;engagement_portee;service_public;service_public_raison;debut;fin;radar;nature;libelle;section;categorie;unite;bas;probable;haut;premiere_annee;derniere_annee;source;confiance'

function measuresFile(code: string): string {
  return [
    header,
    `mesure;${code};Jardins partagés;I;Nature en ville;Cultiver ensemble;;;Co-construire;;Complète un service public existant;Aucun jardin;01/03/2027;;;;;;;;;;;;;;`,
    `ligne;${code};;;;;;;;;;;;;;Achats;Outils;;;;1 000,50;1 500,00;2000;1;;Devis;Moyenne`,
    `ligne;${code};;;;;;;;;;;;;;Achats;Terre;;;;1 000,50;cinq cents;2000;1;;Devis;Moyenne`,
  ].join('\n')
}

/** Brings a file of which one line is wrong: refused as it is, then kept without that line. Answers the measure's code. */
export async function bringFile(watched: Watched): Promise<string> {
  const { page, manner } = watched
  const code = `jardins-${manner.code}`
  await watched.open('/mesures/import')
  await page.locator('input[name=fichier]').setInputFiles({
    name: 'mesures.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(measuresFile(code)),
  })
  await watched.press(page.locator('main form button.button'))
  expect(await page.locator('.error-summary').innerText()).toContain('cinq cents')
  await page.locator('input[name=garder]').check()
  await watched.press(page.locator('main form button.button'))
  await watched.open(`/mesures/${code}`)
  const text = await page.locator('main').innerText()
  expect([text.includes('Outils'), text.includes('Terre')]).toEqual([true, false])
  return code
}

/** The text of the CSV export that the list offers. */
export async function exportMeasures(watched: Watched): Promise<string> {
  const { page } = watched
  await watched.open('/mesures')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href="/mesures/export/csv"]').first().click(),
  ])
  return readFile(await download.path(), 'utf8')
}
