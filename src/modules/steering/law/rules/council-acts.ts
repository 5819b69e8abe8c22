import { addDays, type CalendarDate, calendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { clearMonthsLater, putOffToWorkingDay } from '../calendars/periods.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

const publicationRule = defineRule({
  id: 'CM-04',
  theme: 'council',
  title: { fr: 'Publication des actes du conseil', en: 'Publication of council acts' },
  anchor: 'publication',
  facts: {
    meeting_on: fact.date('Jour de la séance', 'Day of the meeting'),
    published_on: fact.date('Jour de publication de l’acte en ligne', 'Day the act was published online'),
    transmitted_on: fact.date('Jour de transmission au préfet', 'Day it was sent to the prefect'),
    minutes_approved_on: optional(
      fact.date(
        'Jour où le procès-verbal est arrêté ; omis, il ne l’est pas',
        'Day the minutes were approved; left out, they are not',
      ),
    ),
  },
  versions: [
    {
      version: 'CM-04',
      statement: {
        fr: 'Un acte s’applique une fois publié en ligne et transmis au préfet. La liste des délibérations paraît dans la semaine, et le procès-verbal dans la semaine qui suit la séance où il est arrêté. Dès 3 500 habitants, la publication est électronique.',
        en: 'An act is enforceable once published online and sent to the prefect. The list of deliberations appears within a week, and the minutes within the week after the meeting that approves them. From 3,500 inhabitants, publication is electronic.',
      },
      article: 'CGCT, art. L2131-1, L2121-15 et L2121-25',
      from: calendarDate('2022-07-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les délais d’une semaine.', en: 'The periods of one week.' },
      reviewedOn: firstReview,
      compute({ meeting_on, published_on, transmitted_on, minutes_approved_on }) {
        const enforceable = later(published_on, transmitted_on)
        const listBy = addDays(meeting_on, 7)
        const minutesBy = minutes_approved_on ? addDays(minutes_approved_on, 7) : null
        return {
          status: 'computed',
          value: { enforceable_on: enforceable, list_by: listBy, minutes_by: minutesBy },
          unit: 'date',
          steps: [
            step('enforceable_on', enforceable, 'date', 'Acte exécutoire', 'Act enforceable'),
            step(
              'list_by',
              listBy,
              'date',
              'Liste des délibérations au plus tard',
              'List of deliberations at the latest',
            ),
            step(
              'minutes_by',
              minutesBy,
              'date',
              'Procès-verbal publié au plus tard',
              'Minutes published at the latest',
            ),
          ],
        }
      },
    },
  ],
})

const appealRule = defineRule({
  id: 'CM-05',
  theme: 'council',
  title: { fr: 'Recours contre un acte', en: 'Appeal against an act' },
  anchor: 'publication',
  facts: {
    published_on: fact.date('Jour de publication de l’acte', 'Day the act was published'),
    transmitted_on: fact.date('Jour de transmission au préfet', 'Day it was sent to the prefect'),
    is_in_alsace_moselle: optional(
      fact.yesNo(
        'Jours fériés d’Alsace-Moselle, « non » si omis',
        'Holidays of Alsace-Moselle, "no" when left out',
      ),
    ),
  },
  versions: [
    {
      version: 'CM-05',
      statement: {
        fr: 'On peut attaquer un acte pendant deux mois francs après sa publication ; le préfet a deux mois après sa transmission. Un délai qui finit un samedi, un dimanche ou un jour férié va au jour ouvrable suivant.',
        en: 'An act may be challenged for two clear months after its publication; the prefect has two months after its sending. A period that ends on a Saturday, a Sunday or a holiday goes to the next working day.',
      },
      article: 'CJA, art. R421-1 ; CGCT, art. L2131-6',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le décompte des délais.', en: 'How the periods are counted.' },
      reviewedOn: firstReview,
      compute({ published_on, transmitted_on, is_in_alsace_moselle }) {
        const region = is_in_alsace_moselle === true ? 'alsace_moselle' : 'general'
        const appealBy = putOffToWorkingDay(clearMonthsLater(published_on, 2), region)
        const referralBy = putOffToWorkingDay(clearMonthsLater(transmitted_on, 2), region)
        return {
          status: 'computed',
          value: { appeal_by: appealBy, referral_by: referralBy },
          unit: 'date',
          steps: [
            step('appeal_by', appealBy, 'date', 'Dernier jour du recours', 'Last day of the appeal'),
            step('referral_by', referralBy, 'date', 'Dernier jour du préfet', 'Last day of the prefect'),
          ],
        }
      },
    },
  ],
})

const rowFacts = {
  authority_name: fact.text('COLL_NOM : nom de la collectivité', 'COLL_NOM: name of the authority'),
  authority_siret: fact.text('COLL_SIRET : son SIRET', 'COLL_SIRET: its SIRET'),
  act_id: fact.text('DELIB_ID : numéro de la délibération', 'DELIB_ID: number of the deliberation'),
  act_date: fact.text('DELIB_DATE : son jour', 'DELIB_DATE: its day'),
  matter_code: fact.text(
    'DELIB_MATIERE_CODE : code ACTES, comme 7.5',
    'DELIB_MATIERE_CODE: ACTES code, such as 7.5',
  ),
  matter_name: fact.text('DELIB_MATIERE_NOM : nom de la matière', 'DELIB_MATIERE_NOM: name of the matter'),
  object: fact.text('DELIB_OBJET : objet', 'DELIB_OBJET: object'),
  budget_year: optional(fact.text('BUDGET_ANNEE : 2026 ou 2026/2027', 'BUDGET_ANNEE: 2026 or 2026/2027')),
  votes_cast: optional(
    fact.count('votes', 'VOTE_REEL : votes, pouvoirs compris', 'VOTE_REEL: votes, proxies included'),
  ),
  votes_for: optional(fact.count('votes', 'VOTE_POUR', 'VOTE_POUR')),
  votes_against: optional(fact.count('votes', 'VOTE_CONTRE', 'VOTE_CONTRE')),
  abstentions: optional(fact.count('votes', 'VOTE_ABSTENTION', 'VOTE_ABSTENTION')),
}
type Row = FactValues<typeof rowFacts>

const siret = /^\d{14}$/
const budgetYear = /^\d{4}(\/\d{4})?$/
const matterCode = /^(\d)\.(\d{1,2})$/
/** How many sub-matters each ACTES matter has, from 1 to 9. */
const subMatters = [7, 3, 6, 5, 8, 5, 10, 9, 4]

function isMatter(code: string): boolean {
  const [, matter, sub] = matterCode.exec(code) ?? []
  if (matter === undefined || sub === undefined || sub.startsWith('0')) return false
  return Number(sub) <= (subMatters[Number(matter) - 1] ?? 0)
}

/** The votes add up, proxies included; a row without votes is complete. */
function doVotesAddUp({ votes_cast, votes_for, votes_against, abstentions }: Row): boolean {
  if (votes_cast === undefined) return true
  return (votes_for ?? 0) + (votes_against ?? 0) + (abstentions ?? 0) === votes_cast
}

function columns(row: Row) {
  const checks: readonly (readonly [string, boolean])[] = [
    ['COLL_NOM', row.authority_name.length > 0],
    ['COLL_SIRET', siret.test(row.authority_siret)],
    ['DELIB_ID', row.act_id.length > 0],
    ['DELIB_DATE', parseCalendarDate(row.act_date) === row.act_date],
    ['DELIB_MATIERE_CODE', isMatter(row.matter_code)],
    ['DELIB_MATIERE_NOM', row.matter_name.length > 0],
    ['DELIB_OBJET', row.object.length > 0],
    ['BUDGET_ANNEE', row.budget_year === undefined || budgetYear.test(row.budget_year)],
    ['VOTE_REEL', doVotesAddUp(row)],
  ]
  return checks.map(([column, isMet]) =>
    condition(column, isMet, `${column} conforme au schéma`, `${column} as the schema wants it`),
  )
}

const rowRule = defineRule({
  id: 'CM-06',
  theme: 'council',
  title: { fr: 'Ligne de données ouvertes d’une délibération', en: 'Open-data row of a deliberation' },
  anchor: 'publication',
  facts: rowFacts,
  versions: [
    {
      version: 'CM-06',
      statement: {
        fr: 'Une délibération publiée suit le schéma « délibérations » du socle commun des données locales ; pour, contre et abstentions font les votes, pouvoirs compris.',
        en: 'A published deliberation follows the "délibérations" schema of the common core of local data; for, against and abstentions make the votes, proxies included.',
      },
      article: 'SCDL, schéma délibérations 2.1.2',
      from: calendarDate('2018-01-01'),
      to: null,
      sources: ['SCDL-DEL'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le jour de la première version, en 2018.',
        en: 'The day of the first version, in 2018.',
      },
      reviewedOn: firstReview,
      compute: (row) => checklist(columns(row)),
    },
  ],
})

export const councilActRules: readonly AnyRule[] = [publicationRule, appealRule, rowRule]
