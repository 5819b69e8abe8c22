import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { checklist } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

const opinions = yesNoList({
  collects_little: ['des données réduites au nécessaire', 'data reduced to what is needed'],
  is_public_view_pseudonymous: ['un affichage public sous pseudonyme', 'a public view under a pseudonym'],
  separates_identity_and_ballot: ['l’identité séparée du bulletin', 'identity kept apart from the ballot'],
  has_impact_assessment: ['une analyse d’impact', 'an impact assessment'],
  has_chosen_exception: [
    'l’exception de l’article 9 choisie et écrite (consentement, ou données rendues publiques)',
    'the exception of article 9 chosen in writing (consent, or data made public)',
  ],
})

const opinionsRule = defineRule({
  id: 'RGPD-01',
  theme: 'digital',
  title: { fr: 'Opinions sur une plateforme citoyenne', en: 'Opinions on a civic platform' },
  anchor: 'launch',
  facts: opinions.facts,
  versions: [
    {
      version: 'RGPD-01',
      statement: {
        fr: 'Une contribution peut révéler une opinion politique : peu de données, un pseudonyme en public, l’identité loin du bulletin, une analyse d’impact, et l’exception choisie.',
        en: 'A contribution may reveal a political opinion: few data, a pseudonym in public, identity away from the ballot, an impact assessment, and the exception chosen.',
      },
      article: 'RGPD, art. 6 1 e), 9, 25 et 35',
      from: calendarDate('2018-05-25'),
      to: null,
      sources: ['CNIL-IP7', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'L’exception de l’article 9 à retenir.', en: 'Which exception of article 9 to use.' },
      reviewedOn: firstReview,
      compute: (given) => checklist(opinions.conditions(given)),
    },
  ],
})

const venue = yesNoList({
  is_own_venue: ['un lieu officiel hors des réseaux sociaux', 'an official venue outside social networks'],
  has_open_source: ['un programme au code ouvert', 'an open-source program'],
  has_open_data: ['des données de participation ouvertes', 'open participation data'],
  has_offline_channel: ['une voie hors ligne', 'an off-line channel'],
})

const venueRule = defineRule({
  id: 'RGPD-02',
  theme: 'digital',
  title: {
    fr: 'Conseils de la CNIL aux plateformes citoyennes',
    en: 'Advice of the CNIL to civic platforms',
  },
  anchor: 'launch',
  facts: venue.facts,
  versions: [
    {
      version: 'RGPD-02',
      statement: {
        fr: 'La CNIL conseille un lieu officiel hors des réseaux sociaux, un code et des données ouverts pour vérifier les traitements, et une voie hors ligne.',
        en: 'The CNIL advises an official venue outside social networks, open code and data so that algorithms can be checked, and an off-line channel.',
      },
      article: 'CNIL, cahier IP 7, décembre 2019 (recommandation)',
      from: calendarDate('2019-12-11'),
      to: null,
      sources: ['NEXT', 'CNIL-IP7'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(venue.conditions(given), { met: 'allowed', unmet: 'warning' }),
    },
  ],
})

/** Months after the event at the end of which data of each purpose go; no text sets them. */
const keptMonths = {
  unpublished_draft: 6,
  inactive_account: 36,
  eligibility_proof: 2,
  ballot_link: 0,
  security_log: 12,
} as const

const retentionRule = defineRule({
  id: 'RGPD-03',
  theme: 'digital',
  title: { fr: 'Durée de conservation', en: 'Retention period' },
  anchor: 'reference_day',
  facts: {
    purpose: fact.oneOf(
      ['unpublished_draft', 'inactive_account', 'eligibility_proof', 'ballot_link', 'security_log'],
      'Données : brouillon, compte inactif, preuve d’éligibilité, lien avec un bulletin, journal de sécurité',
      'Data: draft, inactive account, proof of eligibility, link with a ballot, security log',
    ),
    event_on: fact.date(
      'Dernière modification, dernière connexion, publication du résultat, clôture du vote, jour du journal',
      'Last change, last sign-in, publication of the result, close of the vote, day of the log',
    ),
  },
  versions: [
    {
      version: 'RGPD-03',
      statement: {
        fr: 'Aucun texte ne fixe ces durées : la commune les choisit et les publie. Nous proposons six mois pour un brouillon, trois ans pour un compte inactif, le délai de recours pour une preuve, la clôture pour un bulletin, un an pour un journal.',
        en: 'No text sets these periods: the town chooses and publishes them. We propose six months for a draft, three years for an inactive account, the period of appeal for a proof, the close for a ballot, one year for a log.',
      },
      article: 'RGPD, art. 5 1 e)',
      from: calendarDate('2018-05-25'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Des propositions, d’après la pratique de la CNIL.',
        en: 'Proposals, after the practice of the CNIL.',
      },
      reviewedOn: firstReview,
      compute({ purpose, event_on }) {
        const months = keptMonths[purpose]
        const value = addMonths(event_on, months)
        return {
          status: 'computed',
          value,
          unit: 'date',
          steps: [
            step('kept_months', months, 'months', 'Durée proposée', 'Proposed period'),
            step('delete_on', value, 'date', 'À effacer', 'To be deleted'),
          ],
        }
      },
    },
  ],
})

const governance = yesNoList({
  has_officer: ['un délégué à la protection des données', 'a data protection officer'],
  has_register: ['un registre des traitements', 'a register of processing'],
  has_processor_contracts: ['un contrat avec chaque sous-traitant', 'a contract with each processor'],
})

const governanceRule = defineRule({
  id: 'RGPD-04',
  theme: 'digital',
  title: { fr: 'Délégué, registre et sous-traitants', en: 'Officer, register and processors' },
  anchor: 'reference_day',
  facts: governance.facts,
  versions: [
    {
      version: 'RGPD-04',
      statement: {
        fr: 'Une autorité publique a un délégué à la protection des données, un registre, et un contrat avec chaque sous-traitant.',
        en: 'A public authority has a data protection officer, a register, and a contract with each processor.',
      },
      article: 'RGPD, art. 28, 30 et 37',
      from: calendarDate('2018-05-25'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les articles.', en: 'The articles.' },
      reviewedOn: firstReview,
      compute: (given) => checklist(governance.conditions(given)),
    },
  ],
})

export const dataProtectionRules: readonly AnyRule[] = [
  opinionsRule,
  venueRule,
  retentionRule,
  governanceRule,
]
