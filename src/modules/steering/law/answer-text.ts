import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import type { Answer } from './evaluate.rules.ts'
import { lawWords } from './law.words.ts'
import { findRule } from './registry.rules.ts'
import type { Superseded } from './superseded.rules.ts'
import { excessText, valueText } from './value-text.ts'

/** An answer in one or two sentences, for a list or a note: `Interdit : 21 %, seuil 20 %, dépassement 1 000 €. Céder…` */
export function answerText(answer: Answer, locale: Locale): string {
  const t = lawWords(locale)
  const facts = findRule(answer.rule)?.facts ?? {}
  const excess = excessText(answer, facts, locale)
  const figures = [
    answer.value === null ? null : valueText(answer.value, answer.unit, locale),
    answer.threshold === null
      ? null
      : t('text.threshold', { threshold: valueText(answer.threshold, answer.unit, locale) }),
    excess && t('text.excess', { excess }),
  ].filter((figure) => figure !== null)
  const status = t(`status.${answer.status}`)
  const said = figures.length === 0 ? `${status}.` : t('text.answer', { status, figures: figures.join(', ') })
  const lacking = answer.missing.map((name) => facts[name]?.meaning[locale] ?? name).join(' ; ')
  return [said, lacking && t('text.missing', { facts: lacking }), answer.cure?.[locale]]
    .filter(Boolean)
    .join(' ')
}

/** That an older threshold no longer holds: `Le seuil de 20 % (SCIC-01a) a été remplacé le 2 août 2014…` */
export function supersededText(superseded: Superseded, unit: string | null, locale: Locale): string {
  return lawWords(locale)('text.superseded', {
    old: valueText(superseded.threshold, unit, locale),
    version: superseded.version,
    date: formatDay(superseded.on, locale),
    new: valueText(superseded.newThreshold, unit, locale),
    by: superseded.by,
  })
}
