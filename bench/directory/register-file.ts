import { luhnSum } from '#kernel/siren.ts'

const kinds = [
  'Club de vélo',
  'Théâtre',
  'Jardin partagé',
  'Chorale',
  'Régie',
  'Coopérative',
  'Amicale',
  'Comité',
]

/** A register of so many bodies as Sirene writes it: numbers whose keys are right, an address and a point. */
export function registerFile(rows: number): Uint8Array {
  const header =
    'denomination;siren;sigle;naf;categorieJuridique;trancheEffectifs;dateCreation;etatAdministratifUniteLegale;adresse;codePostal;commune;latitude;longitude'
  const lines = Array.from({ length: rows }, (_, index) => {
    const body = String(10_000_000 + index)
    const key = (10 - (luhnSum(`${body}0`) % 10)) % 10
    return [
      `${kinds[index % kinds.length]} de la rue ${index}`,
      `${body}${key}`,
      `SIG${index % 997}`,
      '94.99Z',
      '9220',
      'NN',
      `2010-05-0${(index % 9) + 1}`,
      index % 9 === 0 ? 'C' : 'A',
      `${index} rue du Lac`,
      '86000',
      'Poitiers',
      (46.5 + (index % 1000) / 10_000).toFixed(6),
      (0.3 + (index % 777) / 10_000).toFixed(6),
    ].join(';')
  })
  return new TextEncoder().encode(`${header}\n${lines.join('\n')}`)
}

/** As many grants as that, to a tenth as many bodies, as a town exports them. */
export function grantsFile(rows: number): Uint8Array {
  const header =
    'nomBeneficiaire;idBeneficiaire;dateConvention;referenceDecision;objet;montant;datesPeriodeVersement'
  const lines = Array.from({ length: rows }, (_, index) => {
    const body = String(10_000_000 + (index % Math.ceil(rows / 10)))
    const key = (10 - (luhnSum(`${body}0`) % 10)) % 10
    return [
      `${kinds[index % kinds.length]} de la rue ${body}`,
      `${body}${key}`,
      `2026-0${(index % 9) + 1}-15`,
      `2026-${index % 60}`,
      `Fonctionnement et projet ${index}`,
      `${1 + (index % 5000)},50`,
      `2026-0${(index % 9) + 1}-20`,
    ].join(';')
  })
  return new TextEncoder().encode(`${header}\n${lines.join('\n')}`)
}
