import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const auditFacts = {
  cash_grants: fact.list(
    {
      authority: fact.text('Qui a versé', 'Who paid'),
      cents: fact.cents('Montant versé en argent dans l’année', 'Amount paid in money in the year'),
    },
    'Subventions publiques en argent de l’année, de toutes les autorités',
    'Public grants in money of the year, from every authority',
  ),
}

const auditorRule = defineRule({
  id: 'SUB-10',
  theme: 'subsidies',
  title: { fr: 'Comptes certifiés et publiés', en: 'Audited and published accounts' },
  anchor: 'fy_end',
  facts: auditFacts,
  versions: [
    {
      version: 'SUB-10',
      statement: {
        fr: 'Une association qui reçoit dans l’année plus de 153 000 € de subventions publiques en argent, de toutes les autorités ensemble, établit des comptes annuels, nomme un commissaire aux comptes et publie ses comptes en ligne dans les trois mois de leur approbation.',
        en: 'An association that receives in a year more than €153,000 of public grants in money, from all authorities together, draws up yearly accounts, appoints an auditor and publishes its accounts online within three months of their approval.',
      },
      article: 'C. com., art. L612-4 et D612-5 ; décret 2009-540',
      from: calendarDate('2001-01-01'),
      to: null,
      sources: ['CADA-17', 'APE'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le premier exercice concerné (2001 ou 2006 selon les textes).',
        en: 'The first financial year concerned (2001 or 2006 depending on the text).',
      },
      reviewedOn: firstReview,
      compute: formula<typeof auditFacts>({
        inputs: ({ cash_grants }) => ({
          sum_of_grants_cents: cash_grants.reduce((sum, { cents }) => sum + cents, 0),
        }),
        lines: {
          total_year_cents: {
            formula: 'sum_of_grants_cents',
            unit: 'cents',
            text: { fr: 'Total de toutes les autorités', en: 'Total from every authority' },
          },
          threshold_cents: { formula: 153_000_00, unit: 'cents', text: { fr: 'Seuil', en: 'Threshold' } },
          excess_cents: {
            formula: { valeur: 'total_year_cents - threshold_cents', plancher: 0 },
            unit: 'cents',
            text: { fr: 'Au-dessus du seuil', en: 'Above the threshold' },
          },
        },
        conclude: (results) => ({
          status: results.number('excess_cents') > 0 ? 'required' : 'not_required',
          value: results.number('total_year_cents'),
          unit: 'cents',
          threshold: results.number('threshold_cents'),
          excess: results.number('excess_cents'),
        }),
      }),
    },
  ],
})

const annexFacts = {
  grant_cents: fact.cents('Subvention de la commune dans l’année', 'Grant of the town in the year'),
  income_cents: fact.positiveCents(
    'Total des produits de l’organisme dans l’année',
    'Total income of the body in the year',
  ),
}

const annexRule = defineRule({
  id: 'SUB-11',
  theme: 'subsidies',
  title: { fr: 'Annexe du budget', en: 'Annex of the budget' },
  anchor: 'budget',
  facts: annexFacts,
  versions: [
    {
      version: 'SUB-11',
      statement: {
        fr: 'Un organisme à qui la commune donne plus de 75 000 €, ou plus de la moitié de ses produits, figure en annexe du budget et transmet ses comptes certifiés.',
        en: 'A body to which the town gives more than €75,000, or more than half of its income, is listed in the annexes of the budget and sends its certified accounts.',
      },
      article: 'CGCT, art. L2313-1 (4°) et L2313-1-1',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La rédaction en vigueur (lue dans celle de 2008).',
        en: 'The wording in force (read in that of 2008).',
      },
      reviewedOn: firstReview,
      compute: formula<typeof annexFacts>({
        lines: {
          threshold_cents: { formula: 75_000_00, unit: 'cents', text: { fr: 'Seuil', en: 'Threshold' } },
          is_above_amount: {
            formula: 'grant_cents > threshold_cents',
            unit: null,
            text: { fr: 'Plus de 75 000 €', en: 'More than €75,000' },
          },
          share_of_income: {
            formula: 'grant_cents / income_cents',
            unit: 'share',
            text: { fr: 'Part des produits', en: 'Share of the income' },
          },
          is_above_half: {
            formula: 'grant_cents * 2 > income_cents',
            unit: null,
            text: { fr: 'Plus de la moitié des produits', en: 'More than half of the income' },
          },
        },
        conclude(results, { grant_cents }) {
          const isListed = results.isTrue('is_above_amount') || results.isTrue('is_above_half')
          return {
            status: isListed ? 'required' : 'not_required',
            value: grant_cents,
            unit: 'cents',
            threshold: results.number('threshold_cents'),
            excess: Math.max(0, grant_cents - results.number('threshold_cents')),
          }
        },
      }),
    },
  ],
})

const controlRule = defineRule({
  id: 'SUB-12',
  theme: 'subsidies',
  title: { fr: 'Contrôle de l’organisme subventionné', en: 'Control of the subsidised body' },
  anchor: 'fy_end',
  facts: {
    has_sent_certified_accounts: fact.yesNo(
      'Budget et comptes certifiés transmis',
      'Certified budget and accounts sent',
    ),
    has_sent_activity_documents: fact.yesNo(
      'Documents sur l’activité transmis',
      'Documents on the activity sent',
    ),
    regrants_to_others: fact.yesNo(
      'Une partie est reversée à d’autres organismes',
      'A part is granted on to other bodies',
    ),
    is_regrant_in_agreement: optional(
      fact.yesNo(
        'La convention permet ce reversement, à donner s’il y en a un',
        'The agreement allows granting on, to be given where there is any',
      ),
    ),
  },
  versions: [
    {
      version: 'SUB-12',
      statement: {
        fr: 'Un organisme subventionné remet son budget, ses comptes certifiés et les documents sur son activité ; la commune peut le contrôler ; il ne reverse rien à d’autres sans que la convention le permette.',
        en: 'A subsidised body hands over its budget, its certified accounts and the documents on its activity; the town may audit it; it grants nothing on to others unless the agreement allows it.',
      },
      article: 'CGCT, art. L1611-4',
      from: null,
      to: null,
      sources: ['LEG-2008', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La rédaction en vigueur ; le reversement.', en: 'The wording in force; granting on.' },
      reviewedOn: firstReview,
      compute(facts) {
        if (facts.regrants_to_others && facts.is_regrant_in_agreement === undefined)
          return { missing: ['is_regrant_in_agreement'] }
        return checklist([
          condition(
            'has_sent_certified_accounts',
            facts.has_sent_certified_accounts,
            'le budget et les comptes certifiés',
            'the certified budget and accounts',
          ),
          condition(
            'has_sent_activity_documents',
            facts.has_sent_activity_documents,
            'les documents sur l’activité',
            'the documents on the activity',
          ),
          condition(
            'is_regrant_allowed',
            !facts.regrants_to_others || facts.is_regrant_in_agreement === true,
            'aucun reversement que la convention ne permette',
            'no granting on that the agreement does not allow',
          ),
        ])
      },
    },
  ],
})

const publicationRule = defineRule({
  id: 'SUB-13',
  theme: 'subsidies',
  title: { fr: 'Données essentielles de la convention', en: 'Essential data of the agreement' },
  anchor: 'sign',
  facts: {
    has_agreement: fact.yesNo(
      'La subvention donne lieu à une convention (SUB-02)',
      'The grant has an agreement (SUB-02)',
    ),
  },
  versions: [
    {
      version: 'SUB-13',
      statement: {
        fr: 'Les données essentielles de chaque convention de subvention sont publiées dans un format ouvert dans les trois mois de la signature, et restent au moins cinq ans.',
        en: 'The essential data of each grant agreement are published in an open format within three months of the signature, and stay for at least five years.',
      },
      article: 'loi 2000-321, art. 10 ; décret 2017-779 ; arrêté du 17 novembre 2017',
      from: calendarDate('2017-08-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les trois mois, les cinq ans et la version du schéma.',
        en: 'The three months, the five years and the version of the schema.',
      },
      reviewedOn: firstReview,
      compute({ has_agreement }, on) {
        if (!has_agreement) return { status: 'not_required' }
        const due = addMonths(on, 3)
        return {
          status: 'required',
          value: due,
          unit: 'date',
          steps: [
            step('signed_on', on, 'date', 'Signature', 'Signature'),
            step('publish_by', due, 'date', 'À publier au plus tard', 'To be published by'),
            step(
              'keep_until',
              addMonths(due, 60),
              'date',
              'À garder en ligne au moins jusque-là, si la publication a lieu ce jour',
              'To be kept online at least until then, if published on that day',
            ),
          ],
        }
      },
    },
  ],
})

export const subsidyAccountRules: readonly AnyRule[] = [auditorRule, annexRule, controlRule, publicationRule]
