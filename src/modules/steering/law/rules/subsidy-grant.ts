import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const definitionRule = defineRule({
  id: 'SUB-01',
  theme: 'subsidies',
  title: { fr: 'Subvention ou marché public ?', en: 'Grant or public contract?' },
  anchor: 'grant',
  facts: {
    is_private_body: fact.yesNo(
      'Le bénéficiaire est une personne de droit privé',
      'The beneficiary is a private-law body',
    ),
    serves_general_interest: fact.yesNo(
      'L’aide est justifiée par un intérêt général',
      'The aid is justified by a general interest',
    ),
    is_initiated_by_beneficiary: fact.yesNo(
      'Le bénéficiaire a pris l’initiative du projet',
      'The beneficiary initiated the project',
    ),
    is_carried_by_beneficiary: fact.yesNo(
      'Il le définit et le met en œuvre lui-même',
      'The beneficiary defines it and carries it out',
    ),
    is_valued_in_act: fact.yesNo(
      'L’acte d’attribution chiffre la contribution',
      'The granting act puts a value on the contribution',
    ),
    answers_need_of_authority: fact.yesNo(
      'C’est le prix d’une prestation qui répond à un besoin de la commune',
      'It is the price of a service that meets a need of the town’s own',
    ),
  },
  versions: [
    {
      version: 'SUB-01',
      statement: {
        fr: 'Une subvention est une contribution facultative, chiffrée, d’intérêt général, à un projet qu’un organisme privé a lancé et porte lui-même. Si elle paie une prestation répondant à un besoin de la commune, c’est un marché public.',
        en: 'A grant is an optional, valued contribution of general interest to a project that a private body initiated and carries itself. Where it pays for a service that meets a need of the town’s own, it is a public contract.',
      },
      article: 'loi 2000-321, art. 9-1 (loi 2014-856, art. 59)',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['RF-9-1', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La définition mot à mot.', en: 'The definition word by word.' },
      reviewedOn: firstReview,
      compute(facts) {
        const checked = checklist([
          condition(
            'is_private_body',
            facts.is_private_body,
            'un bénéficiaire de droit privé',
            'a private-law beneficiary',
          ),
          condition(
            'serves_general_interest',
            facts.serves_general_interest,
            'un intérêt général',
            'a general interest',
          ),
          condition(
            'is_initiated_by_beneficiary',
            facts.is_initiated_by_beneficiary,
            'l’initiative du bénéficiaire',
            'the initiative of the beneficiary',
          ),
          condition(
            'is_carried_by_beneficiary',
            facts.is_carried_by_beneficiary,
            'un projet porté par le bénéficiaire',
            'a project carried by the beneficiary',
          ),
          condition(
            'is_valued_in_act',
            facts.is_valued_in_act,
            'une valeur inscrite dans l’acte',
            'a value written in the act',
          ),
          condition(
            'is_no_price',
            !facts.answers_need_of_authority,
            'aucun besoin propre de la commune (sinon, marché public : règle PP)',
            'no need of the town’s own (otherwise a public contract: rule PP)',
          ),
        ])
        return { ...checked, value: facts.answers_need_of_authority ? 'public_contract' : 'grant' }
      },
    },
  ],
})

const yearFacts = {
  cash_year_cents: fact.cents(
    'Argent attribué au même organisme dans l’année, cette subvention comprise',
    'Money granted to the same body in the year, this grant included',
  ),
  in_kind_year_cents: fact.cents(
    'Valeur des aides en nature de l’année (locaux, personnel, matériel), 0 s’il n’y en a pas',
    'Value of the year’s aid in kind (premises, staff, equipment), 0 where there is none',
  ),
}

const agreementRule = defineRule({
  id: 'SUB-02',
  theme: 'subsidies',
  title: { fr: 'Convention obligatoire', en: 'Compulsory agreement' },
  anchor: 'grant',
  facts: yearFacts,
  versions: [
    {
      version: 'SUB-02',
      statement: {
        fr: 'Une convention écrite est obligatoire quand la commune attribue plus de 23 000 € dans l’année au même organisme privé, argent et aides en nature confondus. À 23 000 € tout juste, elle ne l’est pas.',
        en: 'A written agreement is compulsory when the town grants more than €23,000 in a year to the same private body, money and aid in kind together. At exactly €23,000 it is not.',
      },
      article: 'loi 2000-321, art. 10 ; décret 2001-495, art. 1',
      from: calendarDate('2001-06-11'),
      to: null,
      sources: ['AFF-495', 'ISBL-10', 'DOC-10'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le cumul des aides en nature avec l’argent ; le jour d’entrée en vigueur du décret de juin 2001.',
        en: 'That aid in kind adds up with money; the day on which the decree of June 2001 entered into force.',
      },
      reviewedOn: firstReview,
      compute: formula<typeof yearFacts>({
        lines: {
          total_year_cents: {
            formula: 'cash_year_cents + in_kind_year_cents',
            unit: 'cents',
            text: { fr: 'Total de l’année', en: 'Total of the year' },
          },
          threshold_cents: { formula: 23_000_00, unit: 'cents', text: { fr: 'Seuil', en: 'Threshold' } },
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

const formRule = defineRule({
  id: 'SUB-07',
  theme: 'subsidies',
  title: { fr: 'Formulaire unique de demande', en: 'Single application form' },
  anchor: 'request',
  facts: {
    form: fact.oneOf(
      ['cerfa_12156', 'same_fields_online', 'other'],
      'Formulaire proposé aux associations',
      'Form offered to associations',
    ),
  },
  versions: [
    {
      version: 'SUB-07',
      statement: {
        fr: 'Une association demande une subvention par un formulaire unique, le même pour toutes les administrations.',
        en: 'An association applies for a grant with a single form, the same for all administrations.',
      },
      article: 'loi 2000-321, art. 10 ; décret 2016-1971',
      from: calendarDate('2017-01-01'),
      to: null,
      sources: ['DOC-10', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le numéro du Cerfa (12156) et le jour d’effet.',
        en: 'The form’s number (12156) and its first day.',
      },
      reviewedOn: firstReview,
      compute: ({ form }) =>
        checklist([
          condition(
            'is_single_form',
            form !== 'other',
            'le formulaire unique, ou ses champs en ligne',
            'the single form, or its fields online',
          ),
        ]),
    },
  ],
})

const commitmentRule = defineRule({
  id: 'SUB-08',
  theme: 'subsidies',
  title: { fr: 'Contrat d’engagement républicain', en: 'Republican commitment contract' },
  anchor: 'request',
  facts: {
    applicant: fact.oneOf(['association', 'foundation', 'other'], 'Nature du demandeur', 'Kind of applicant'),
    is_presumed_to_comply: fact.yesNo(
      'Reconnu d’utilité publique, ou agréé par l’État au titre du tronc commun',
      'Recognised as of public utility, or approved by the State under the common core',
    ),
  },
  versions: [
    {
      version: 'SUB-08',
      statement: {
        fr: 'Toute association ou fondation qui demande une subvention souscrit le contrat d’engagement républicain et ses sept engagements ; celles qui sont reconnues d’utilité publique ou agréées sont présumées les respecter.',
        en: 'Any association or foundation that applies for a grant subscribes to the republican commitment contract and its seven commitments; those recognised as of public utility or approved are presumed to comply.',
      },
      article: 'loi 2000-321, art. 10-1 ; décret 2021-1947',
      from: calendarDate('2022-01-02'),
      to: null,
      sources: ['VED', 'DOC-CER'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ applicant, is_presumed_to_comply }) {
        const isConcerned = applicant !== 'other'
        return {
          status: isConcerned && !is_presumed_to_comply ? 'required' : 'not_required',
          steps: [
            step('is_concerned', isConcerned, null, 'Association ou fondation', 'Association or foundation'),
            step(
              'is_presumed_to_comply',
              is_presumed_to_comply,
              null,
              'Présumée respecter le contrat',
              'Presumed to comply',
            ),
          ],
        }
      },
    },
  ],
})

export const subsidyGrantRules: readonly AnyRule[] = [definitionRule, agreementRule, formRule, commitmentRule]
