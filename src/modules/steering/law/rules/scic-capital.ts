import { calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Wording } from '#kernel/locale.ts'
import { fact } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { defineRule } from '../rule.rules.ts'

const facts = {
  capital_total_cents: fact.positiveCents(
    'Capital total de la SCIC le jour de l’acte, après l’opération étudiée',
    'Total capital of the SCIC on the day of the act, after the operation under study',
  ),
  territorial_public_capital_cents: fact.cents(
    'Part de ce capital détenue par toutes les collectivités, leurs groupements et, depuis 2014, les établissements publics territoriaux, ensemble',
    'Part of that capital held by all territorial authorities, their groupings and, since 2014, territorial public establishments, together',
  ),
}

/** The ceiling is compared in whole cents: 50.00 % is allowed, one cent more is not. */
function ceilingOf(percent: number) {
  return formula<typeof facts>({
    lines: {
      ceiling_percent: {
        formula: percent,
        unit: 'percent',
        text: {
          fr: 'Plafond en vigueur, toutes personnes publiques territoriales ensemble',
          en: 'Ceiling in force, for all territorial public bodies together',
        },
      },
      share: {
        formula: 'territorial_public_capital_cents / capital_total_cents',
        unit: 'share',
        text: { fr: 'Part publique territoriale du capital', en: 'Territorial public share of the capital' },
      },
      is_within: {
        formula: 'territorial_public_capital_cents * 100 <= capital_total_cents * ceiling_percent',
        unit: null,
        text: { fr: 'La part ne dépasse pas le plafond', en: 'The share does not exceed the ceiling' },
      },
      excess_exact_cents: {
        formula: {
          valeur: '(territorial_public_capital_cents * 100 - capital_total_cents * ceiling_percent) / 100',
          plancher: 0,
        },
        unit: 'cents',
        text: { fr: 'Dépassement à capital constant', en: 'Excess at constant capital' },
      },
    },
    conclude(results, { capital_total_cents: total, territorial_public_capital_cents: held }) {
      const isWithin = results.isTrue('is_within')
      const excess = Math.ceil(results.number('excess_exact_cents'))
      return {
        status: isWithin ? 'allowed' : 'forbidden',
        value: results.number('share'),
        unit: 'share',
        threshold: percent / 100,
        excess,
        ...(isWithin ? {} : { cure: cureOf(total, held, percent, excess) }),
      }
    },
  })
}

/** The three ways back under the ceiling: sell shares, raise the capital with others, or have some shares repaid. */
function cureOf(total: number, held: number, percent: number, excess: number): Wording {
  const totalNeeded = Math.ceil((held * 100) / percent)
  const repaid = Math.ceil((held * 100 - total * percent) / (100 - percent))
  return {
    fr: `Céder ${formatEuros(excess, 'fr')} de parts à d’autres associés, ou porter le capital à ${formatEuros(totalNeeded, 'fr')} par ${formatEuros(totalNeeded - total, 'fr')} d’apports d’autres associés, ou se faire rembourser ${formatEuros(repaid, 'fr')} de parts.`,
    en: `Sell ${formatEuros(excess, 'en')} of shares to other members, or bring the capital to ${formatEuros(totalNeeded, 'en')} with ${formatEuros(totalNeeded - total, 'en')} subscribed by other members, or have ${formatEuros(repaid, 'en')} of shares repaid.`,
  }
}

const upToHalf = ceilingOf(50)

export const scicCapitalRule = defineRule({
  id: 'SCIC-01',
  theme: 'scic',
  title: { fr: 'Part publique au capital d’une SCIC', en: 'Public share of a SCIC’s capital' },
  anchor: 'act',
  facts,
  contradiction: ({ capital_total_cents: total, territorial_public_capital_cents: held }) =>
    held > total
      ? { name: 'territorial_public_capital_cents', expected: 'no more than capital_total_cents' }
      : null,
  before: {
    text: {
      fr: 'La société coopérative d’intérêt collectif n’existait pas encore : une commune ne pouvait pas y entrer.',
      en: 'The community-interest cooperative did not exist yet: a town could not become a member of one.',
    },
    threshold: 0,
  },
  versions: [
    {
      version: 'SCIC-01a',
      statement: {
        fr: 'Les collectivités territoriales et leurs groupements détiennent ensemble au plus 20 % du capital d’une SCIC.',
        en: 'Territorial authorities and their groupings together hold at most 20% of a SCIC’s capital.',
      },
      article: 'loi 47-1775, art. 19 septies (version de 2001)',
      from: calendarDate('2001-07-18'),
      to: calendarDate('2014-08-01'),
      sources: ['DOC-19S', 'SEN-2001'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ceilingOf(20),
    },
    {
      version: 'SCIC-01b',
      statement: {
        fr: 'Les collectivités, leurs groupements et les établissements publics territoriaux détiennent ensemble jusqu’à 50 % du capital d’une SCIC ; 50 % tout juste est permis.',
        en: 'Territorial authorities, their groupings and territorial public establishments together hold up to 50% of a SCIC’s capital; exactly 50% is allowed.',
      },
      article: 'loi 47-1775, art. 19 septies (loi 2014-856, art. 33)',
      from: calendarDate('2014-08-02'),
      to: calendarDate('2022-02-22'),
      sources: ['TRI-33', 'DOC-19S'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: upToHalf,
    },
    {
      version: 'SCIC-01c',
      statement: {
        fr: 'Même plafond de 50 % pour toutes les personnes publiques territoriales ensemble ; elles peuvent aussi suivre les variations du capital et consentir des avances en compte courant (voir SCIC-10).',
        en: 'Same ceiling of 50% for all territorial public bodies together; they may also take part in changes of the capital and grant current-account advances (see SCIC-10).',
      },
      article: 'loi 47-1775, art. 19 septies (loi 2022-217, art. 221)',
      from: calendarDate('2022-02-23'),
      to: null,
      sources: ['DOC-19S'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: upToHalf,
    },
  ],
})
