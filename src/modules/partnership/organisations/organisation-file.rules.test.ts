import { expect, test } from 'vitest'
import { readOrganisationRows, surveyOrganisationFile } from './organisation-file.rules.ts'

function read(...lines: string[]) {
  const records = lines.map((line, index) => ({ line: index + 1, cells: line.split(';') }))
  const columns = surveyOrganisationFile(() => records)
  if (!columns.ok) throw new Error(columns.refusal.code)
  const { organisations, reading } = readOrganisationRows(records, columns.value)
  return { organisations: [...organisations], reading: reading(), columns: columns.value }
}

test('an address of Sirene is put together; Lambert-93 becomes degrees; what is not diffused is nothing', () => {
  const header =
    'denominationUniteLegale;siren;numeroVoieEtablissement;typeVoieEtablissement;libelleVoieEtablissement;codePostalEtablissement;libelleCommuneEtablissement;coordonneeLambertAbscisseEtablissement;coordonneeLambertOrdonneeEtablissement'
  const { organisations, reading } = read(
    header,
    'Roller;450324660;3;RUE;DU LAC;86000;POITIERS;700000.0;6600000.0',
    'Chorale;552100554;[ND];[ND];[ND];[ND];[ND];[ND];[ND]',
    'Loin;732829320;;;;97400;SAINT-DENIS;340000;7690000',
  )
  expect(organisations.map(({ place }) => place)).toEqual([
    { street: '3 RUE DU LAC', postcode: '86000', city: 'POITIERS', point: { lat: 46.5, lon: 3 } },
    { street: '', postcode: '', city: '', point: null },
    { street: '', postcode: '97400', city: 'SAINT-DENIS', point: null },
  ])
  expect(reading.doubts).toMatchObject([{ line: 4, code: 'point_unreadable', found: '340000' }])
})

test('the columns of the RNA and of the national address base are known', () => {
  const rna = read(
    'id;titre;adrs_numvoie;adrs_typevoie;adrs_libvoie;adrs_codepostal;adrs_libcommune',
    'W862001234;Chorale;12;AV;de Paris;86000;Poitiers',
  )
  expect(rna.organisations[0]?.place.street).toBe('12 AV de Paris')
  const base = read(
    'nom;siren;adresse;code postal;commune;lon;lat;x;y',
    'Roller;450324660;3 rue du Lac;86000;Poitiers;0,34;46,58;497000;6611000',
  )
  // Degrees say it already: metres are not looked at.
  expect(base.organisations[0]?.place).toEqual({
    street: '3 rue du Lac',
    postcode: '86000',
    city: 'Poitiers',
    point: { lat: 46.58, lon: 0.34 },
  })
})

test('a column of SIRETs that lost its end is said once, wherever its good numbers stand', () => {
  const damaged = ['45032466000000', '55210055400000', '73282932000000', '35600000000000', '50123456700000']
  const { columns, reading, organisations } = read(
    'nom;siret',
    'Entier;45032466000015',
    ...damaged.map((siret, index) => `Nom ${index};${siret}`),
  )
  expect(columns).toMatchObject({ truncated: new Set(['siret']), rows: 6, above: 1 })
  expect(reading).toMatchObject({
    truncatedColumn: { column: 'siret', numbers: 6 },
    identifiers: { siretValid: 1 },
  })
  expect(reading.doubts).toEqual([])
  expect(organisations[0]?.siret).toBe('45032466000015')
})
