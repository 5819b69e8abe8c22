import { calendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule } from '../rule.rules.ts'

/** One row of the file, as text; each fact says which column of the schema it is. */
const rowFacts = {
  grantor_name: fact.text('nomAttribuant : qui attribue', 'nomAttribuant: who grants'),
  grantor_siret: fact.text('idAttribuant : SIRET de qui attribue', 'idAttribuant: SIRET of who grants'),
  agreement_date: fact.text('dateConvention : jour de la convention', 'dateConvention: day of the agreement'),
  decision_reference: optional(
    fact.text(
      'referenceDecision : référence de la délibération',
      'referenceDecision: reference of the decision',
    ),
  ),
  beneficiary_name: fact.text('nomBeneficiaire : qui reçoit', 'nomBeneficiaire: who receives'),
  beneficiary_siret: fact.text(
    'idBeneficiaire : SIRET de qui reçoit',
    'idBeneficiaire: SIRET of who receives',
  ),
  object: fact.text('objet : 256 caractères au plus', 'objet: 256 characters at most'),
  amount: fact.text('montant : en euros, point décimal', 'montant: in euros, decimal point'),
  nature: fact.text(
    'nature : aide en numéraire, aide en nature, ou les deux séparées par ;',
    'nature: aide en numéraire, aide en nature, or both separated by ;',
  ),
  payment_conditions: fact.text(
    'conditionsVersement : unique, échelonné, ou 256 caractères au plus',
    'conditionsVersement: unique, échelonné, or 256 characters at most',
  ),
  payment_period: fact.text(
    'datesPeriodeVersement : un jour, ou deux séparés par /',
    'datesPeriodeVersement: one day, or two separated by /',
  ),
  rae_id: optional(
    fact.text(
      'idRAE : identifiant du registre des aides de minimis',
      'idRAE: id in the register of de minimis aid',
    ),
  ),
  is_notified_to_eu: fact.text('notificationUE : oui ou non', 'notificationUE: oui or non'),
  grant_share: fact.text(
    'pourcentageSubvention : entre 0 et 1, point décimal',
    'pourcentageSubvention: between 0 and 1, decimal point',
  ),
}
type Row = FactValues<typeof rowFacts>

const cash = 'aide en numéraire'
const inKind = 'aide en nature'
const natures: readonly string[] = [cash, inKind, `${cash};${inKind}`, `${inKind};${cash}`]

const siret = /^\d{14}$/
const decimal = /^\d+(\.\d+)?$/
const period = /^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/

function isDay(text: string): boolean {
  return parseCalendarDate(text) === text
}

function isPeriod(text: string): boolean {
  if (!period.test(text)) return false
  return text.split('/').every(isDay)
}

function isShortText(text: string): boolean {
  return text.length > 0 && text.length <= 256
}

/** The checks column by column, under the column's own name so that the row can be mended. */
function columns(row: Row) {
  const checks: readonly (readonly [string, boolean])[] = [
    ['nomAttribuant', row.grantor_name.length > 0],
    ['idAttribuant', siret.test(row.grantor_siret)],
    ['dateConvention', isDay(row.agreement_date)],
    ['nomBeneficiaire', row.beneficiary_name.length > 0],
    ['idBeneficiaire', siret.test(row.beneficiary_siret)],
    ['objet', isShortText(row.object)],
    ['montant', decimal.test(row.amount)],
    ['nature', natures.includes(row.nature)],
    ['conditionsVersement', isShortText(row.payment_conditions)],
    ['datesPeriodeVersement', isPeriod(row.payment_period)],
    ['notificationUE', ['oui', 'non'].includes(row.is_notified_to_eu)],
    ['pourcentageSubvention', decimal.test(row.grant_share) && Number(row.grant_share) <= 1],
  ]
  return checks.map(([column, isMet]) =>
    condition(column, isMet, `${column} conforme au schéma`, `${column} as the schema wants it`),
  )
}

const schemaRule = defineRule({
  id: 'SUB-14',
  theme: 'subsidies',
  title: { fr: 'Ligne de données ouvertes d’une subvention', en: 'Open-data row of a grant' },
  anchor: 'publication',
  facts: rowFacts,
  versions: [
    {
      version: 'SUB-14',
      statement: {
        fr: 'Une ligne publiée suit le schéma « subventions » du socle commun des données locales : douze colonnes obligatoires, deux facultatives.',
        en: 'A published row follows the "subventions" schema of the common core of local data: twelve compulsory columns, two optional ones.',
      },
      article: 'SCDL, schéma subventions 1.1.0',
      from: calendarDate('2018-04-27'),
      to: null,
      sources: ['SCDL-SUB', 'SUBV-CODE'],
      confidence: 'sourced',
      toVerify: {
        fr: 'La version en cours du schéma : des fichiers récents ajoutent exercice, rnaBeneficiaire et dispositifAide.',
        en: 'The current version of the schema: recent files add exercice, rnaBeneficiaire and dispositifAide.',
      },
      reviewedOn: firstReview,
      compute: (row) => checklist(columns(row)),
    },
  ],
})

export const subsidyOpenDataRules: readonly AnyRule[] = [schemaRule]
