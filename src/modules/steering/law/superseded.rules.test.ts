import { expect, test } from 'vitest'
import { answerText, supersededText } from './answer-text.ts'
import { ask } from './ask.testing.ts'
import { supersededThreshold } from './superseded.rules.ts'

const capital = { capital_total_cents: 10_000_000, territorial_public_capital_cents: 2_100_000 }

test('the ceiling that the note of 2014 quoted is shown as replaced, whichever later version applies', () => {
  for (const on of ['2014-08-02', '2014-10-07', '2026-11-22']) {
    const answer = ask('SCIC-01', on, capital)
    const superseded = supersededThreshold(capital, answer)
    expect(superseded).toEqual({
      version: 'SCIC-01a',
      threshold: 0.2,
      on: '2014-08-02',
      by: 'SCIC-01b',
      newThreshold: 0.5,
    })
    expect(superseded && supersededText(superseded, answer, 'fr')).toMatch(
      /^Le seuil de 20\u00a0% .* remplacé le 2 août 2014 par celui de 50\u00a0% \(SCIC-01b\)\.$/,
    )
  }
})

test('nothing is replaced before the change, nor where the threshold never moved, nor without an answer', () => {
  expect(supersededThreshold(capital, ask('SCIC-01', '2014-08-01', capital))).toBeNull()
  const grants = { cash_year_cents: 100, in_kind_year_cents: 0 }
  expect(supersededThreshold(grants, ask('SUB-02', '2026-01-01', grants))).toBeNull()
  expect(supersededThreshold({}, ask('SCIC-01', '2026-11-22', {}))).toBeNull()
})

test('an answer is one sentence: status, figures in their units, cure, or what it lacks', () => {
  expect(answerText(ask('SCIC-01', '2014-07-30', capital), 'en')).toMatch(
    /^Forbidden: 21%, threshold 20%, excess €1,000\. Sell €1,000/,
  )
  expect(
    answerText(ask('PP', '2026-05-01', { kind: 'supplies_services', value_excl_vat_cents: 4_500_000 }), 'fr'),
  ).toBe('Calculé\u00a0: sans publicité ni mise en concurrence, seuil 60\u202f000\u00a0€.')
  expect(answerText(ask('SUB-02', '2026-05-01', { cash_year_cents: 1 }), 'fr')).toMatch(/^Il manque\u00a0: /)
})
