import { expect, test } from 'vitest'
import { ask } from './ask.testing.ts'
import type { FactSpecs } from './facts.rules.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { allRules } from './registry.rules.ts'
import { thresholdText, valueText, wordText } from './value-text.ts'

/** Units that are written by a sign or not at all. */
const signs = ['cents', 'share', 'percent', 'year']

function keysOf(specs: FactSpecs): string[] {
  return Object.values(specs).flatMap((spec) => [
    ...('options' in spec ? spec.options.map((option) => `option.${option}`) : []),
    ...(spec.unit && !signs.includes(spec.unit) ? [`unit.${spec.unit}`] : []),
    ...(spec.type === 'list' ? keysOf(spec.items) : []),
  ])
}

test('every choice and every unit that a rule asks with has its words in both languages', () => {
  const asked = new Set(allRules.flatMap(({ facts }) => keysOf(facts)))
  expect(asked.size).toBeGreaterThan(50)
  expect([...asked].filter((key) => !(key in fr && key in en))).toEqual([])
})

test('values are written as people read them', () => {
  expect(valueText(2_300_000, 'cents', 'fr')).toBe('23\u202f000\u00a0€')
  expect(valueText(0.21, 'share', 'fr')).toBe('21\u00a0%')
  expect(valueText(0.1692, 'share', 'en')).toBe('16.92%')
  expect(valueText('2026-11-20', 'date', 'fr')).toBe('20 novembre 2026')
  expect(valueText(true, null, 'en')).toBe('yes')
  expect(valueText(null, null, 'fr')).toBe('–')
  expect(valueText({ adopt_by: '2026-12-15' }, null, 'en')).toBe('adopt by: 15 December 2026')
  expect(wordText('word_of_nobody', 'fr')).toBe('word of nobody')
})

test('a threshold beside a word is money where the rule counts money', () => {
  const facts = { kind: 'supplies_services', value_excl_vat_cents: 4_500_000 }
  const specs = allRules.find(({ id }) => id === 'PP')?.facts ?? {}
  expect(thresholdText(ask('PP', '2026-05-01', facts), specs, 'en')).toBe('€60,000')
})
