import type { CalendarDate } from '#kernel/calendar-date.ts'
import { scdlColumns } from '#modules/partnership/organisations/rules.public.ts'
import type { Dossier } from './applications.rules.ts'
import type { Agreement } from './awards.rules.ts'

export interface ScdlGrant {
  readonly grantorName: string
  readonly grantorSiret: string
  readonly signedOn: CalendarDate
  readonly decisionReference: string
  readonly dossier: Dossier
  readonly cents: number
  readonly agreement: Pick<Agreement, 'instalments' | 'notifiedOn' | 'reportDueOn'>
  readonly callCode: string
}

/** How the town is named in the published file: one that does not exist says so. */
export function senderName(town: { readonly name: string; readonly isFictional: boolean }): string {
  return town.isFictional ? `${town.name} (commune fictive)` : town.name
}

const longestObject = 256
/** The published pattern forgets Corsica and overseas, whose numbers have a letter. */
const publishedRna = /^W\d{9}$/

export type ScdlRemark = 'object_shortened' | 'rna_left_out'

/** One row of the file and what had to be done to it; null where the schema cannot take it: no number that it knows. */
export function scdlRow(grant: ScdlGrant): { readonly row: string[]; readonly remarks: ScdlRemark[] } | null {
  const { dossier, agreement } = grant
  const { siret, rna, name } = dossier.organisation
  const remarks: ScdlRemark[] = []
  const isRnaPublishable = publishedRna.test(rna)
  if (rna !== '' && !isRnaPublishable) remarks.push('rna_left_out')
  if (siret === '' && !isRnaPublishable) return null
  const object = `${dossier.project.title} – ${dossier.project.summary.replaceAll(/\s+/g, ' ')}`
  if (object.length > longestObject) remarks.push('object_shortened')
  const row: Record<(typeof scdlColumns)[number], string> = {
    nomAttribuant: grant.grantorName,
    idAttribuant: grant.grantorSiret,
    dateConvention: grant.signedOn,
    referenceDecision: grant.decisionReference,
    nomBeneficiaire: name,
    idBeneficiaire: siret,
    rnaBeneficiaire: isRnaPublishable ? rna : '',
    objet: object.length > longestObject ? `${object.slice(0, longestObject - 1)}…` : object,
    montant: (grant.cents / 100).toFixed(2),
    nature: 'aide en numéraire',
    conditionsVersement: agreement.instalments.length === 1 ? 'unique' : 'échelonné',
    datesPeriodeVersement: periodOf(agreement, grant.signedOn),
    idRAE: '',
    notificationUE: dossier.isEconomic ? 'oui' : 'non',
    // One beneficiary for each grant: all of it is theirs.
    pourcentageSubvention: '1.00',
    dispositifAide: grant.callCode,
  }
  return { row: scdlColumns.map((column) => row[column]), remarks }
}

/** The day of a single payment that was made, else from the notification to the report that the balance waits for. */
function periodOf(
  { instalments, notifiedOn, reportDueOn }: ScdlGrant['agreement'],
  signedOn: string,
): string {
  const [only, ...others] = instalments
  if (only?.paidOn && others.length === 0) return only.paidOn
  return `${notifiedOn ?? signedOn}/${reportDueOn}`
}
