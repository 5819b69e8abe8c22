import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const firstPurposes = ['cultural', 'educational', 'social', 'solidarity'] as const

const facts = {
  purpose: fact.oneOf(
    [...firstPurposes, 'police', 'public_order', 'other'],
    'Service public que la collecte finance',
    'Public service that the collection funds',
  ),
  has_accountant_assent: fact.yesNo('Avis conforme du comptable public', 'Assent of the public accountant'),
  has_written_mandate: fact.yesNo(
    'Mandat écrit donné à la plateforme',
    'Written mandate given to the platform',
  ),
}

function formalities({ has_accountant_assent, has_written_mandate }: FactValues<typeof facts>) {
  return [
    condition(
      'has_accountant_assent',
      has_accountant_assent,
      'l’avis conforme du comptable public',
      'the assent of the public accountant',
    ),
    condition(
      'has_written_mandate',
      has_written_mandate,
      'un mandat écrit à la plateforme',
      'a written mandate to the platform',
    ),
  ]
}

const impossible = {
  fr: 'Une commune ne pouvait pas confier de collecte à une plateforme : il fallait une régie, une association ou une fondation.',
  en: 'A town could not entrust a collection to a platform: it took a public cashier, an association or a foundation.',
}

const mandateRule = defineRule({
  id: 'CROWD-01',
  theme: 'crowdfunding',
  title: { fr: 'Financement participatif par une plateforme', en: 'Crowdfunding through a platform' },
  anchor: 'act',
  facts,
  before: { text: impossible },
  versions: [
    {
      version: 'CROWD-01a',
      statement: {
        fr: 'Une commune peut confier à une plateforme la collecte de fonds pour un service public culturel, éducatif, social ou solidaire, par un mandat écrit, après avis conforme du comptable public.',
        en: 'A town may entrust a platform with collecting funds for a cultural, educational, social or solidarity public service, by a written mandate, after the assent of the public accountant.',
      },
      article: 'CGCT, art. L1611-7-1 et D1611-32-9 (décret 2015-1670)',
      from: calendarDate('2015-12-17'),
      to: calendarDate('2021-12-31'),
      sources: ['JO-1670', 'AMO', 'BDT-C', 'GAZ-C'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (values) =>
        checklist([
          condition(
            'is_purpose_open',
            firstPurposes.some((purpose) => purpose === values.purpose),
            'un service culturel, éducatif, social ou solidaire',
            'a cultural, educational, social or solidarity service',
          ),
          ...formalities(values),
        ]),
    },
    {
      version: 'CROWD-01b',
      statement: {
        fr: 'La collecte peut financer tout service public sauf la police et le maintien de l’ordre, avec le même avis conforme et le même mandat écrit. Des personnes morales peuvent aussi prêter : un prêt par projet, à taux fixe sous le taux d’usure.',
        en: 'The collection may fund any public service except police and public order, with the same assent and written mandate. Legal persons may also lend: one loan a project, at a fixed rate below the usury rate.',
      },
      article: 'CGCT, art. L1611-7-1 4° (loi 2021-1308, art. 48 I)',
      from: calendarDate('2022-01-01'),
      to: null,
      sources: ['LAND', 'MDF-C', 'BDT-CF'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le jour d’effet : 10 octobre 2021 ou 1er janvier 2022.',
        en: 'The first day: 10 October 2021 or 1 January 2022.',
      },
      reviewedOn: firstReview,
      compute: (values) =>
        checklist([
          condition(
            'is_purpose_open',
            values.purpose !== 'police' && values.purpose !== 'public_order',
            'un service autre que la police et le maintien de l’ordre',
            'a service other than police and public order',
          ),
          ...formalities(values),
        ]),
    },
  ],
})

const earlierRule = defineRule({
  id: 'CROWD-02',
  theme: 'crowdfunding',
  title: { fr: 'Plateforme avant 2015', en: 'Platform before 2015' },
  anchor: 'act',
  facts: {},
  versions: [
    {
      version: 'CROWD-02',
      statement: impossible,
      article: 'CGCT, art. L1611-7-1 (avant le décret 2015-1670)',
      from: null,
      to: calendarDate('2015-12-16'),
      sources: ['GAZ-C', 'JO-1670'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: () => ({
        status: 'forbidden',
        cure: {
          fr: 'Attendre le 17 décembre 2015, ou passer par une régie, une association ou une fondation.',
          en: 'Wait until 17 December 2015, or go through a public cashier, an association or a foundation.',
        },
      }),
    },
  ],
})

const lastCandidature = calendarDate('2026-03-31')
const lastClosing = calendarDate('2026-12-31')

const bondsRule = defineRule({
  id: 'CROWD-03',
  theme: 'crowdfunding',
  title: { fr: 'Obligations participatives (expérience)', en: 'Crowdfunding by bonds (trial)' },
  anchor: 'act',
  facts: {
    candidature_on: fact.date('Jour de la candidature à l’expérience', 'Day of the application to the trial'),
    closes_on: fact.date('Clôture prévue de la levée de fonds', 'Planned close of the fundraising'),
  },
  versions: [
    {
      version: 'CROWD-03',
      statement: {
        fr: 'À titre d’expérience, une commune peut émettre des obligations sur une plateforme : candidature au plus tard le 31 mars 2026, levée de fonds close au plus tard le 31 décembre 2026.',
        en: 'As a trial, a town may issue bonds on a platform: application by 31 March 2026, fundraising closed by 31 December 2026.',
      },
      article: 'loi 2021-1308, art. 48 II ; loi 2023-594',
      from: calendarDate('2022-01-01'),
      to: calendarDate('2026-12-31'),
      sources: ['GAZ-OB', 'WEKA-OB'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ candidature_on, closes_on }) => ({
        ...checklist([
          condition(
            'is_candidature_in_time',
            candidature_on <= lastCandidature,
            'une candidature au plus tard le 31 mars 2026',
            'an application by 31 March 2026',
          ),
          condition(
            'is_closing_in_time',
            closes_on <= lastClosing,
            'une levée de fonds close au plus tard le 31 décembre 2026',
            'a fundraising closed by 31 December 2026',
          ),
        ]),
        threshold: lastCandidature,
        steps: [
          step('candidature_on', candidature_on, 'date', 'Candidature', 'Application'),
          step(
            'last_candidature_on',
            lastCandidature,
            'date',
            'Dernier jour pour candidater',
            'Last day to apply',
          ),
          step('closes_on', closes_on, 'date', 'Clôture de la levée', 'Close of the fundraising'),
          step('last_closing_on', lastClosing, 'date', 'Dernier jour pour clore', 'Last day to close'),
        ],
      }),
    },
  ],
})

export const crowdfundingRules: readonly AnyRule[] = [mandateRule, earlierRule, bondsRule]
