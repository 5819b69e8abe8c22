import { calendarDate } from '#kernel/calendar-date.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const recusalCure = {
  fr: 'Reprendre la procédure sans l’élu intéressé, de l’instruction au vote : il sort de la salle et ne donne ni avis ni pouvoir.',
  en: 'Start the procedure again without the interested member, from the assessment to the vote: they leave the room and give neither opinion nor proxy.',
}

const interestRule = defineRule({
  id: 'SUB-16',
  theme: 'subsidies',
  title: { fr: 'Élu intéressé à l’affaire', en: 'Member interested in the matter' },
  anchor: 'act',
  facts: {
    is_member_interested: fact.yesNo(
      'Un élu a un intérêt personnel (il préside l’association, par exemple)',
      'A member has a personal interest (chairs the association, for instance)',
    ),
    took_part_in_preparation: fact.yesNo(
      'Il a pris part à l’instruction, à une commission ou à une réunion préparatoire',
      'The member took part in the assessment, a committee or a preparatory meeting',
    ),
    took_part_in_vote: fact.yesNo(
      'Il a pris part au débat ou au vote',
      'The member took part in the debate or the vote',
    ),
  },
  versions: [
    {
      version: 'SUB-16',
      statement: {
        fr: 'Un élu personnellement intéressé ne prend part à aucune étape : ni préparation, ni débat, ni vote. Sinon la délibération risque l’annulation, et lui une condamnation.',
        en: 'A member with a personal interest takes part at no stage: neither preparation, debate nor vote. Otherwise the decision may be annulled and the member convicted.',
      },
      article: 'CGCT, art. L2131-11 ; C. pén., art. 432-12 ; décret 2014-90, art. 5 et 6',
      from: null,
      to: null,
      sources: ['SEN-4106', 'LEG-2008'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Ce que la loi du 22 décembre 2025 change (SUB-18).',
        en: 'What the law of 22 December 2025 changes (SUB-18).',
      },
      reviewedOn: firstReview,
      compute({ is_member_interested, took_part_in_preparation, took_part_in_vote }) {
        const steps = [
          step(
            'is_member_interested',
            is_member_interested,
            null,
            'Un élu est intéressé',
            'A member is interested',
          ),
          step(
            'took_part_in_preparation',
            took_part_in_preparation,
            null,
            'Part à la préparation',
            'Part in the preparation',
          ),
          step(
            'took_part_in_vote',
            took_part_in_vote,
            null,
            'Part au débat ou au vote',
            'Part in the debate or the vote',
          ),
        ]
        if (!is_member_interested) return { status: 'allowed', steps }
        if (took_part_in_vote) return { status: 'forbidden', cure: recusalCure, steps }
        if (took_part_in_preparation) return { status: 'warning', cure: recusalCure, steps }
        return { status: 'allowed', steps }
      },
    },
  ],
})

const representativeRule = defineRule({
  id: 'SUB-17',
  theme: 'subsidies',
  title: { fr: 'Élu qui représente la commune', en: 'Member who represents the town' },
  anchor: 'act',
  facts: {
    is_appointed_by_law: fact.yesNo(
      'Une loi (et non les seuls statuts de l’organisme) prévoit qu’il y représente la commune',
      'A law (not just the body’s own statutes) provides that the member represents the town there',
    ),
    act: fact.oneOf(
      ['grant', 'contract_award', 'guarantee', 'appointment_or_pay', 'other'],
      'Acte en cause envers cet organisme',
      'Act at stake towards that body',
    ),
  },
  versions: [
    {
      version: 'SUB-17',
      statement: {
        fr: 'L’élu qu’une loi désigne pour représenter la commune dans un organisme n’est pas intéressé de ce seul fait, mais il se retire pour une subvention, l’attribution d’un contrat, une garantie, une nomination ou une rémunération. Sans base légale, cette protection ne joue pas.',
        en: 'A member whom a law appoints to represent the town in a body is not interested by that fact alone, but steps aside for a grant, the award of a contract, a guarantee, an appointment or a pay. Without a basis in law, this shield does not apply.',
      },
      article: 'CGCT, art. L1111-6 (loi 2022-217, art. 217)',
      from: calendarDate('2022-02-23'),
      to: null,
      sources: ['SEN-3628'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Ce que la loi du 22 décembre 2025 change (SUB-18).',
        en: 'What the law of 22 December 2025 changes (SUB-18).',
      },
      reviewedOn: firstReview,
      compute({ is_appointed_by_law, act }) {
        if (!is_appointed_by_law)
          return {
            status: 'not_applicable',
            steps: [
              step(
                'next_check',
                'SUB-16',
                null,
                'Pas de base légale : la protection ne joue pas, vérifier l’intérêt de l’élu',
                'No basis in law: the shield does not apply, check the member’s interest',
              ),
            ],
          }
        return {
          status: act === 'other' ? 'not_required' : 'required',
          value: act,
          steps: [
            step('must_step_aside', act !== 'other', null, 'L’élu se retire', 'The member steps aside'),
          ],
        }
      },
    },
  ],
})

const statuteRule = defineRule({
  id: 'SUB-18',
  theme: 'subsidies',
  title: { fr: 'Statut de l’élu : délit resserré', en: 'Members’ statute: narrower offence' },
  anchor: 'act',
  facts: {},
  versions: [
    {
      version: 'SUB-18',
      statement: {
        fr: 'La loi du 22 décembre 2025 resserre le délit de prise illégale d’intérêts (intérêt personnel, intention). L’illégalité de la délibération se vérifie toujours à part.',
        en: 'The law of 22 December 2025 narrows the offence of illegal taking of interest (personal interest, intent). Whether the decision itself is illegal is still checked separately.',
      },
      article: 'loi 2025-1249',
      from: calendarDate('2025-12-24'),
      to: null,
      sources: ['FLE', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le numéro et la date de la loi ; ce qu’elle change aux articles 432-12, L2131-11 et L1111-6.',
        en: 'The number and date of the law; what it changes in articles 432-12, L2131-11 and L1111-6.',
      },
      reviewedOn: firstReview,
      compute: () => ({
        status: 'warning',
        steps: [
          step(
            'next_check',
            'SUB-16',
            null,
            'Vérifier la légalité de la délibération',
            'Check that the decision is legal',
          ),
        ],
      }),
    },
  ],
})

export const subsidyInterestRules: readonly AnyRule[] = [interestRule, representativeRule, statuteRule]
