import { formatEuros } from '#kernel/cents.ts'
import type { Wording } from '#kernel/locale.ts'
import { type FactSpecs, type FactValues, fact, optional } from '../facts.rules.ts'
import { formula, type Line } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Compute, defineRule, step } from '../rule.rules.ts'

const socialHousing = optional(
  fact.yesNo(
    'Logement social au sens de l’article L2252-2 ; omis, non',
    'Social housing within article L2252-2; left out, no',
  ),
)

/** None of the three limits applies to the social housing cases. */
function unlessSocialHousing<Specs extends FactSpecs & { readonly social_housing: typeof socialHousing }>(
  compute: Compute<Specs>,
  isSocialHousing: (facts: FactValues<Specs>) => boolean | undefined,
): Compute<Specs> {
  return (facts, on) =>
    isSocialHousing(facts)
      ? {
          status: 'not_applicable',
          steps: [
            step('social_housing', true, null, 'Logement social : sans limite', 'Social housing: no limit'),
          ],
        }
      : compute(facts, on)
}

const oldText: Wording = {
  fr: 'La rédaction en vigueur (lue dans celle de 2008).',
  en: 'The wording in force (read in that of 2008).',
}

function guaranteeLess(cents: number): Wording {
  return {
    fr: `Garantir ${formatEuros(cents, 'fr')} de moins.`,
    en: `Guarantee ${formatEuros(cents, 'en')} less.`,
  }
}

const revenue = fact.positiveCents(
  'Recettes réelles de fonctionnement de la commune',
  'Real operating revenue of the town',
)

const totalFacts = {
  guaranteed_annuities_cents: fact.cents(
    'Annuités déjà garanties à échoir dans l’exercice',
    'Annuities already guaranteed that fall due in the year',
  ),
  first_annuity_cents: fact.cents(
    'Première annuité entière du nouvel emprunt, part garantie',
    'First full annuity of the new loan, guaranteed part',
  ),
  net_debt_annuities_cents: fact.cents(
    'Annuités nettes de la dette de la commune',
    'Net annuities of the town’s own debt',
  ),
  provisions_cents: fact.cents(
    'Provisions constituées pour ces garanties',
    'Provisions set aside for these guarantees',
  ),
  operating_revenue_cents: revenue,
  social_housing: socialHousing,
}

const totalRule = defineRule({
  id: 'GAR-01',
  theme: 'loans',
  title: { fr: 'Garanties d’emprunt : plafond d’ensemble', en: 'Loan guarantees: overall ceiling' },
  anchor: 'act',
  facts: totalFacts,
  versions: [
    {
      version: 'GAR-01',
      statement: {
        fr: 'Les annuités garanties à des personnes privées, plus la dette de la commune, moins les provisions, ne dépassent pas la moitié de ses recettes réelles de fonctionnement.',
        en: 'Annuities guaranteed to private bodies, plus the town’s own debt, less provisions, do not exceed half of its real operating revenue.',
      },
      article: 'CGCT, art. L2252-1 et D1511-30 à 33',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldText,
      reviewedOn: firstReview,
      compute: unlessSocialHousing(
        formula<typeof totalFacts>({
          lines: {
            committed_cents: {
              formula: {
                valeur:
                  'guaranteed_annuities_cents + first_annuity_cents + net_debt_annuities_cents - provisions_cents',
                plancher: 0,
              },
              unit: 'cents',
              text: {
                fr: 'Annuités garanties et dette, moins les provisions',
                en: 'Guaranteed annuities and debt, less provisions',
              },
            },
            ratio: {
              formula: 'committed_cents / operating_revenue_cents',
              unit: 'share',
              text: {
                fr: 'Part des recettes réelles de fonctionnement',
                en: 'Share of the real operating revenue',
              },
            },
            excess_exact_cents: {
              formula: { valeur: '(committed_cents * 2 - operating_revenue_cents) / 2', plancher: 0 },
              unit: 'cents',
              text: { fr: 'Au-dessus de la moitié', en: 'Above half' },
            },
          },
          conclude(results) {
            const excess = Math.ceil(results.number('excess_exact_cents'))
            return {
              status: excess === 0 ? 'allowed' : 'forbidden',
              value: results.number('ratio'),
              unit: 'share',
              threshold: 0.5,
              excess,
              ...(excess === 0 ? {} : { cure: guaranteeLess(excess) }),
            }
          },
        }),
        (facts) => facts.social_housing,
      ),
    },
  ],
})

const debtorFacts = {
  debtor_guaranteed_annuities_cents: fact.cents(
    'Annuités garanties au même débiteur à échoir dans l’exercice, le nouvel emprunt compris',
    'Annuities guaranteed to the same debtor that fall due in the year, the new loan included',
  ),
  operating_revenue_cents: revenue,
  social_housing: socialHousing,
}

const debtorRule = defineRule({
  id: 'GAR-02',
  theme: 'loans',
  title: { fr: 'Garanties d’emprunt : plafond par débiteur', en: 'Loan guarantees: ceiling by debtor' },
  anchor: 'act',
  facts: debtorFacts,
  versions: [
    {
      version: 'GAR-02',
      statement: {
        fr: 'Les annuités garanties à un même débiteur ne dépassent pas le dixième du total que la commune peut garantir, soit 5 % de ses recettes réelles de fonctionnement.',
        en: 'Annuities guaranteed to one debtor do not exceed a tenth of the total that the town may guarantee, that is 5% of its real operating revenue.',
      },
      article: 'CGCT, art. D1511-34',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldText,
      reviewedOn: firstReview,
      compute: unlessSocialHousing(
        formula<typeof debtorFacts>({
          lines: {
            total_allowed_cents: {
              formula: 'operating_revenue_cents / 2',
              unit: 'cents',
              text: { fr: 'Total que la commune peut garantir', en: 'Total that the town may guarantee' },
            },
            debtor_allowed_cents: {
              formula: 'total_allowed_cents / 10',
              unit: 'cents',
              text: { fr: 'Un dixième, par débiteur', en: 'One tenth, by debtor' },
            },
            excess_exact_cents: {
              formula: { valeur: 'debtor_guaranteed_annuities_cents - debtor_allowed_cents', plancher: 0 },
              unit: 'cents',
              text: { fr: 'Dépassement', en: 'Excess' },
            },
          },
          conclude(results, { debtor_guaranteed_annuities_cents: guaranteed }) {
            const excess = Math.ceil(results.number('excess_exact_cents'))
            return {
              status: excess === 0 ? 'allowed' : 'forbidden',
              value: guaranteed,
              unit: 'cents',
              threshold: Math.floor(results.number('debtor_allowed_cents')),
              excess,
              ...(excess === 0 ? {} : { cure: guaranteeLess(excess) }),
            }
          },
        }),
        (facts) => facts.social_housing,
      ),
    },
  ],
})

const loanFacts = {
  loan_cents: fact.positiveCents('Montant de l’emprunt', 'Amount of the loan'),
  guaranteed_cents: fact.cents(
    'Part garantie par toutes les collectivités ensemble',
    'Part guaranteed by all authorities together',
  ),
  planning_operation: fact.yesNo(
    'Opération d’aménagement (C. urb., art. L300-1 à L300-4)',
    'Planning operation (C. urb., art. L300-1 to L300-4)',
  ),
  general_interest_borrower: fact.yesNo(
    'Emprunteur d’intérêt général (CGI, art. 200 ou 238 bis)',
    'General-interest borrower (CGI, art. 200 or 238 bis)',
  ),
  social_housing: socialHousing,
}

function shareWithin(percentLine: Line['formula']): Compute<typeof loanFacts> {
  return formula<typeof loanFacts>({
    lines: {
      ceiling_percent: {
        formula: percentLine,
        unit: 'percent',
        text: { fr: 'Plafond', en: 'Ceiling' },
      },
      guaranteed_share: {
        formula: 'guaranteed_cents / loan_cents',
        unit: 'share',
        text: { fr: 'Part garantie', en: 'Guaranteed share' },
      },
      excess_exact_cents: {
        formula: { valeur: '(guaranteed_cents * 100 - loan_cents * ceiling_percent) / 100', plancher: 0 },
        unit: 'cents',
        text: { fr: 'Garanti au-delà du plafond', en: 'Guaranteed above the ceiling' },
      },
    },
    conclude(results, { general_interest_borrower }) {
      const share = { value: results.number('guaranteed_share'), unit: 'share' }
      if (general_interest_borrower) return { ...share, status: 'not_applicable' }
      const excess = Math.ceil(results.number('excess_exact_cents'))
      return {
        ...share,
        status: excess === 0 ? 'allowed' : 'forbidden',
        threshold: results.number('ceiling_percent') / 100,
        excess,
        ...(excess === 0 ? {} : { cure: guaranteeLess(excess) }),
      }
    },
  })
}

const shareRule = defineRule({
  id: 'GAR-03',
  theme: 'loans',
  title: { fr: 'Part garantie d’un emprunt', en: 'Guaranteed share of a loan' },
  anchor: 'act',
  facts: loanFacts,
  contradiction: ({ loan_cents, guaranteed_cents }) =>
    guaranteed_cents > loan_cents ? { name: 'guaranteed_cents', expected: 'no more than loan_cents' } : null,
  versions: [
    {
      version: 'GAR-03',
      statement: {
        fr: 'Toutes les collectivités ensemble garantissent au plus la moitié d’un emprunt, 80 % pour une opération d’aménagement. La limite ne vise pas les organismes d’intérêt général.',
        en: 'All authorities together guarantee at most half of a loan, 80% for a planning operation. The limit does not concern general-interest bodies.',
      },
      article: 'CGCT, art. D1511-35, L2252-1 et L2252-2',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldText,
      reviewedOn: firstReview,
      compute: unlessSocialHousing(
        shareWithin({ variations: [{ si: 'planning_operation', alors: 80 }, { sinon: 50 }] }),
        (facts) => facts.social_housing,
      ),
    },
  ],
})

export const guaranteeRules: readonly AnyRule[] = [totalRule, debtorRule, shareRule]
