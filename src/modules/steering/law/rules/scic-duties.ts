import { calendarDate } from '#kernel/calendar-date.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const grantRule = defineRule({
  id: 'SCIC-07',
  theme: 'scic',
  title: { fr: 'Subvention à une SCIC', en: 'Grant to a SCIC' },
  anchor: 'grant',
  facts: {
    aid_basis: fact.oneOf(
      ['de_minimis', 'sgei', 'real_estate', 'none'],
      'Règle d’aides sur laquelle la subvention s’appuie',
      'Aid rule that the grant rests on',
    ),
  },
  versions: [
    {
      version: 'SCIC-07',
      statement: {
        fr: 'Une collectivité peut subventionner une SCIC en vue de son développement, dans le cadre des règles d’aides aux entreprises.',
        en: 'An authority may subsidise a SCIC in view of its development, within the rules on aid to enterprises.',
      },
      article: 'loi 47-1775, art. 19 decies ; décret 2002-241',
      from: calendarDate('2001-07-18'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le décret d’application après la loi 3DS (groupements).',
        en: 'The implementing decree after the 3DS law (groupings).',
      },
      reviewedOn: firstReview,
      compute: ({ aid_basis }) =>
        aid_basis === 'none'
          ? {
              status: 'forbidden',
              value: aid_basis,
              cure: {
                fr: 'Rattacher la subvention à une règle d’aides et la vérifier (AID-01, AID-02, ECO-02).',
                en: 'Rest the grant on an aid rule and check it (AID-01, AID-02, ECO-02).',
              },
            }
          : {
              status: 'allowed',
              value: aid_basis,
              steps: [
                step(
                  'aid_basis',
                  aid_basis,
                  null,
                  'Règle d’aides à vérifier ensuite',
                  'Aid rule to be checked next',
                ),
              ],
            },
    },
  ],
})

const approvalRule = defineRule({
  id: 'SCIC-08',
  theme: 'scic',
  title: { fr: 'Agrément préfectoral d’une SCIC', en: 'Prefect’s approval of a SCIC' },
  anchor: 'act',
  facts: {},
  versions: [
    {
      version: 'SCIC-08',
      statement: {
        fr: 'Créer une SCIC ne demande plus l’agrément du préfet.',
        en: 'Creating a SCIC no longer takes the prefect’s approval.',
      },
      article: 'loi 2012-387',
      from: calendarDate('2012-03-24'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La date de suppression.', en: 'The date of the abolition.' },
      reviewedOn: firstReview,
      compute: () => ({ status: 'not_required' }),
    },
  ],
})

const reportRule = defineRule({
  id: 'SCIC-09',
  theme: 'scic',
  title: { fr: 'Rapport sur le projet coopératif', en: 'Report on the cooperative project' },
  anchor: 'fy_end',
  facts: {},
  versions: [
    {
      version: 'SCIC-09',
      statement: {
        fr: 'Chaque année, le rapport de gestion décrit l’évolution du projet coopératif.',
        en: 'Each year, the management report describes how the cooperative project evolves.',
      },
      article: 'décret 2015-1381',
      from: calendarDate('2015-11-01'),
      to: null,
      sources: ['SCICFAQ'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le texte du décret.', en: 'The text of the decree.' },
      reviewedOn: firstReview,
      compute: () => ({ status: 'required' }),
    },
  ],
})

const contractRule = defineRule({
  id: 'SCIC-11',
  theme: 'scic',
  title: { fr: 'Contrat de la commune avec une SCIC', en: 'Contract of the town with a SCIC' },
  anchor: 'launch',
  facts: {
    has_private_members: fact.yesNo('La SCIC a des associés privés', 'The SCIC has private members'),
  },
  versions: [
    {
      version: 'SCIC-11',
      statement: {
        fr: 'Une SCIC qui a des associés privés n’est pas une quasi-régie : lui confier un contrat demande une mise en concurrence, même si la commune en est associée.',
        en: 'A SCIC with private members is no in-house body: giving it a contract takes competition, even where the town is a member.',
      },
      article: 'CCP, art. L2511-1 3°',
      from: null,
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ has_private_members }) => ({
        status: has_private_members ? 'required' : 'warning',
        steps: [
          has_private_members
            ? step(
                'is_in_house',
                false,
                null,
                'Pas de quasi-régie avec des associés privés',
                'No in-house body with private members',
              )
            : step(
                'next_check',
                'PP-IH-01',
                null,
                'Vérifier les autres conditions de la quasi-régie',
                'Check the other in-house conditions',
              ),
        ],
      }),
    },
  ],
})

export const scicDutyRules: readonly AnyRule[] = [grantRule, approvalRule, reportRule, contractRule]
