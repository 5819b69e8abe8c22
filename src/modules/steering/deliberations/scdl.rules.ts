import { assertDefined } from '#kernel/assert.ts'
import type { Town } from '#kernel/town.ts'
import { type Deliberation, votersOf } from './deliberations.rules.ts'
import { findMatter } from './matters.rules.ts'

/** Columns of the SCDL schema `délibérations` 2.1.2, in its order (schema.data.gouv.fr/scdl/deliberations). */
export const scdlColumns = [
  'COLL_NOM',
  'COLL_SIRET',
  'DELIB_ID',
  'DELIB_DATE',
  'DELIB_MATIERE_CODE',
  'DELIB_MATIERE_NOM',
  'DELIB_OBJET',
  'BUDGET_ANNEE',
  'BUDGET_NOM',
  'PREF_ID',
  'PREF_DATE',
  'VOTE_EFFECTIF',
  'VOTE_REEL',
  'VOTE_POUR',
  'VOTE_CONTRE',
  'VOTE_ABSTENTION',
  'DELIB_URL',
] as const

/**
 * One row of the file. VOTE_REEL counts everybody who voted, proxies too, so that it is the sum of the three votes, as
 * the schema checks. Budget and legality-control columns are optional and stay empty: the record does not hold them.
 */
export function scdlRow(
  town: Pick<Town, 'name' | 'siren' | 'isFictional'>,
  deliberation: Deliberation,
): string[] {
  const matter = assertDefined(findMatter(deliberation.matterCode), 'matter codes are checked on the way in')
  const row: Record<(typeof scdlColumns)[number], string> = {
    COLL_NOM: town.isFictional ? `${town.name} (commune fictive)` : town.name,
    COLL_SIRET: seatSiret(town.siren),
    DELIB_ID: deliberation.number,
    DELIB_DATE: deliberation.adoptedOn,
    DELIB_MATIERE_CODE: matter.code,
    DELIB_MATIERE_NOM: `${matter.family}/${matter.name}`,
    DELIB_OBJET: deliberation.subject,
    BUDGET_ANNEE: '',
    BUDGET_NOM: '',
    PREF_ID: '',
    PREF_DATE: '',
    VOTE_EFFECTIF: String(deliberation.membersInOffice),
    VOTE_REEL: String(votersOf(deliberation)),
    VOTE_POUR: String(deliberation.votesFor),
    VOTE_CONTRE: String(deliberation.votesAgainst),
    VOTE_ABSTENTION: String(deliberation.abstentions),
    DELIB_URL: deliberation.documentUrl ?? '',
  }
  return scdlColumns.map((column) => row[column])
}

/**
 * SIRET of a commune's first establishment, its town hall: SIREN, then 0001, then the digit that makes the Luhn sum of
 * the fourteen a multiple of ten (INSEE). Poitiers: 218601946 gives 21860194600013.
 */
export function seatSiret(siren: string): string {
  const start = `${siren}0001`
  const sum = [...start].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${start}${(10 - (sum % 10)) % 10}`
}
