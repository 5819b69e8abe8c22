import type { Role } from '#kernel/roles.ts'
import { jurorRoles } from './made-call.ts'

// The acceptance cases P7 and P15: sixty applications and five jurors, by formulas. Numbers of files and jurors begin at 1.

/** Files that the money funds when a file that it cannot pay is skipped, from the mark 5. */
export const winners = [1, 12, 23, 34, 45, 18, 25, 7]
export const askedBy = (i: number) => 1500 + 500 * ((13 * i) % 27)
export const isRecused = (i: number, j: number) => (i + 4 * j) % 15 === 0
export const markOf = (i: number, j: number, k: number) => (7 * i + 3 * j + 5 * k + i * j) % 11
const jury: readonly Role[] = jurorRoles
export const jurorNumber = (role: Role) => jury.indexOf(role) + 1

/** What association i typed: its own name, number and person. */
export function typedBy(i: number): Record<string, string> {
  return {
    titre: `Projet ${i}, ouvert à tous`,
    organisme: `Association du quartier ${i}`,
    siret: siretOf(i),
    signataire: `Signataire Numéro${i}`,
    montant: String(askedBy(i)),
    depense_1: 'Achats',
    depense_montant_1: String(askedBy(i)),
    recette_1: 'Cotisations',
    recette_montant_1: '799,50',
  }
}

/** A SIRET whose keys are right, of a body that does not exist. */
export function siretOf(i: number): string {
  const withKey = (digits: string) => {
    const sum = [...`${digits}0`].toReversed().reduce((total, digit, place) => {
      const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
    return `${digits}${(10 - (sum % 10)) % 10}`
  }
  return withKey(`${withKey(String(90_000_000 + i))}0001`)
}

/** Number, place, and the mean as a fraction: 5.68 is 568 / 100. */
export const firstTwelve = [
  [1, 1, 568, 100],
  [12, 1, 568, 100],
  [23, 1, 568, 100],
  [34, 1, 568, 100],
  [45, 1, 568, 100],
  [18, 6, 5675, 1000],
  [29, 7, 565, 100],
  [25, 8, 5575, 1000],
  [7, 9, 5425, 1000],
  [56, 9, 5425, 1000],
  [51, 11, 54, 10],
  [3, 12, 5275, 1000],
] as const
