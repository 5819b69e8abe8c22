import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Cents } from '#kernel/cents.ts'
import { foldText } from '#kernel/plain-text.ts'

// The file « subventions » of the SCDL, version 2.1.1: every grant published under the order of 17 November 2017.

/** Columns of the schema `subventions`, in its order (schema.data.gouv.fr/scdl/subventions). */
export const scdlColumns = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'rnaBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
  'dispositifAide',
] as const
export type ScdlRow = Readonly<Record<(typeof scdlColumns)[number], string>>

/** A grant as the town holds it. */
export interface GrantToPublish {
  readonly id: string
  readonly day: CalendarDate | null
  readonly reference: string
  readonly organisationId: string
  readonly name: string
  /** Every SIRET of the body, its head office first; empty when only its SIREN is known. */
  readonly sirets: readonly string[]
  readonly rna: string
  readonly subject: string
  readonly amount: Cents
  readonly nature: string
  /** First and last day on which it is paid, where they are known. */
  readonly paid: { readonly from: CalendarDate | null; readonly to: CalendarDate | null }
  readonly isInKind: boolean
}

/** The SIRET under which the town granted, from that day on. */
export interface GrantorSiret {
  readonly siret: string
  readonly from: CalendarDate
}

export type WhyNot = 'no_day' | 'no_siret' | 'no_grantor_siret' | 'no_subject'
export type ScdlNotice = 'subject_shortened' | 'rna_pattern'

export type ScdlAnswer =
  | { readonly kind: 'row'; readonly row: ScdlRow; readonly notices: readonly ScdlNotice[] }
  | { readonly kind: 'withheld'; readonly reasons: readonly WhyNot[] }

const longestSubject = 256
/** The published pattern. Numbers of Corsica and overseas carry a letter: they are right, and it refuses them. */
const publishedRna = /^W\d{9}$/

/**
 * One grant in the published format, or why it cannot be. What towns rarely record has the value that holds for most grants, which
 * the page says: paid at once on the day of the act, not notified to the Commission, of the whole of what was asked.
 */
export function scdlRow(
  grant: GrantToPublish,
  grantor: { readonly name: string; readonly sirets: readonly GrantorSiret[] },
): ScdlAnswer {
  const { day } = grant
  const grantorSiret = day === null ? null : siretOn(grantor.sirets, day)
  const [siret] = grant.sirets
  const reasons: WhyNot[] = []
  if (day === null) reasons.push('no_day')
  if (siret === undefined) reasons.push('no_siret')
  if (day !== null && grantorSiret === null) reasons.push('no_grantor_siret')
  if (grant.subject === '') reasons.push('no_subject')
  if (day === null || siret === undefined || grantorSiret === null || reasons.length > 0)
    return { kind: 'withheld', reasons }
  const notices: ScdlNotice[] = []
  if ([...grant.subject].length > longestSubject) notices.push('subject_shortened')
  if (grant.rna !== '' && !publishedRna.test(grant.rna)) notices.push('rna_pattern')
  return {
    kind: 'row',
    notices,
    row: {
      nomAttribuant: grantor.name,
      idAttribuant: grantorSiret,
      dateConvention: day,
      referenceDecision: grant.reference,
      nomBeneficiaire: grant.name,
      idBeneficiaire: siret,
      rnaBeneficiaire: grant.rna,
      objet: shortened(grant.subject),
      montant: `${Math.floor(grant.amount / 100)}.${String(grant.amount % 100).padStart(2, '0')}`,
      nature: natureOf(grant),
      conditionsVersement: 'unique',
      datesPeriodeVersement: [grant.paid.from ?? day, grant.paid.to].filter(Boolean).join('/'),
      idRAE: '',
      notificationUE: 'non',
      pourcentageSubvention: '1',
      dispositifAide: '',
    },
  }
}

/** The SIRET of the town on the day of the act: a town that moves keeps the old one on the acts of before. */
export function siretOn(sirets: readonly GrantorSiret[], day: CalendarDate): string | null {
  return (
    sirets.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.siret ?? null
  )
}

function shortened(subject: string): string {
  const letters = [...subject]
  return letters.length <= longestSubject ? subject : `${letters.slice(0, longestSubject - 1).join('')}…`
}

function natureOf({ nature, isInKind }: GrantToPublish): string {
  const said = foldText(nature)
  const [money, kind] = [said.includes('numeraire'), said.includes('en nature') || isInKind]
  if (money && kind) return 'aide en numéraire;aide en nature'
  return kind ? 'aide en nature' : 'aide en numéraire'
}
