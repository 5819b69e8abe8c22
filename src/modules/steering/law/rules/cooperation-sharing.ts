import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type Conclusion, defineRule, step } from '../rule.rules.ts'

const facts = {
  amount_cents: fact.cents('Somme à partager', 'Amount to share'),
  coordinator: fact.text(
    'Partie qui coordonne, et prend l’écart d’arrondi',
    'Party that coordinates, and takes the rounding difference',
  ),
  keys: fact.list(
    {
      name: fact.text(
        'Nom de la clé : population, unités, potentiel…',
        'Name of the key: population, units, tax potential…',
      ),
      weight: fact.share('Poids de la clé', 'Weight of the key'),
      parts: fact.list(
        {
          party: fact.text('Partie', 'Party'),
          units: fact.rate('units', 'Ce qu’elle pèse dans cette clé', 'What it weighs in this key'),
        },
        'Ce que pèse chaque partie',
        'What each party weighs',
      ),
    },
    'Clés de partage : les poids font 1, chaque clé nomme toutes les parties',
    'Sharing keys: weights add up to 1, each key names every party',
  ),
}
type Facts = FactValues<typeof facts>
type Key = Facts['keys'][number]

function partiesOf({ parts }: Key): readonly string[] {
  return parts.map(({ party }) => party)
}

function totalOf({ parts }: Key): number {
  return parts.reduce((sum, { units }) => sum + units, 0)
}

/** Weights are decimals: 0.5 + 0.4 + 0.1 may miss 1 by a few billionths of a billionth. */
function isWhole(total: number): boolean {
  return Math.abs(total - 1) < 1e-9
}

function hasSameParties(key: Key, parties: readonly string[]): boolean {
  const named = partiesOf(key)
  return (
    named.length === parties.length &&
    new Set(named).size === named.length &&
    named.every((party) => parties.includes(party))
  )
}

function contradiction({ keys, coordinator }: Facts) {
  const [first] = keys
  if (!first || !isWhole(keys.reduce((sum, { weight }) => sum + weight, 0)))
    return { name: 'keys', expected: 'weights that add up to 1' }
  const parties = partiesOf(first)
  const uneven = keys.findIndex((key) => !hasSameParties(key, parties))
  if (uneven >= 0) return { name: `keys[${uneven}].parts`, expected: 'each party of the first key, once' }
  const empty = keys.findIndex((key) => totalOf(key) === 0)
  if (empty >= 0) return { name: `keys[${empty}].parts`, expected: 'units above zero in total' }
  return parties.includes(coordinator) ? null : { name: 'coordinator', expected: 'one of the parties' }
}

function shareOf(party: string, keys: readonly Key[]): number {
  return keys.reduce((sum, key) => {
    const units = key.parts.find((part) => part.party === party)?.units ?? 0
    return sum + (key.weight * units) / totalOf(key)
  }, 0)
}

function computeShares({ amount_cents, coordinator, keys }: Facts): Conclusion {
  const parties = keys[0] ? partiesOf(keys[0]) : []
  const shares = parties.map((party) => [party, shareOf(party, keys)] as const)
  const rounded = shares.map(([party, share]) => [party, Math.round(amount_cents * share)] as const)
  const remainder = amount_cents - rounded.reduce((sum, [, cents]) => sum + cents, 0)
  const amounts = rounded.map(
    ([party, cents]) => [party, party === coordinator ? cents + remainder : cents] as const,
  )
  return {
    status: 'computed',
    value: Object.fromEntries(amounts),
    unit: 'cents',
    steps: [
      step('shares', Object.fromEntries(shares), 'share', 'Part de chacune', 'Share of each'),
      step(
        'remainder_cents',
        remainder,
        'cents',
        'Écart d’arrondi, au coordonnateur',
        'Rounding difference, for the coordinator',
      ),
    ],
  }
}

export const sharingKeyRule = defineRule({
  id: 'INT-40',
  theme: 'cooperation',
  title: { fr: 'Clé de répartition des coûts', en: 'Cost-sharing key' },
  anchor: 'sign',
  facts,
  contradiction,
  versions: [
    {
      version: 'INT-40',
      statement: {
        fr: 'Les coûts communs se partagent selon des clés pesées dont les poids font 1 ; chaque part est arrondie au centime et le coordonnateur prend l’écart. Un service mis à disposition suit INT-13.',
        en: 'Shared costs are split by weighted keys whose weights add up to 1; each part is rounded to the cent and the coordinator takes the difference. A service made available follows INT-13.',
      },
      article: 'Usage ; CGCT, art. L5211-4-1 pour une mise à disposition',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Un usage, non une règle écrite : la convention peut en choisir une autre.',
        en: 'A practice, not a written rule: the agreement may choose another.',
      },
      reviewedOn: firstReview,
      compute: computeShares,
    },
  ],
})
