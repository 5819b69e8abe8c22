import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import type { Answer } from './evaluate.rules.ts'
import { lawWords } from './law.words.ts'
import { findRule } from './registry.rules.ts'
import type { RuleValue } from './rule.rules.ts'
import type { Superseded } from './superseded.rules.ts'
import { excessText, thresholdText, valueText } from './value-text.ts'

/** An answer in one or two sentences, for a list or a note: `Interdit : 21 %, seuil 20 %, dépassement 1 000 €. Céder…` */
export function answerText(answer: Answer, locale: Locale): string {
  const t = lawWords(locale)
  const facts = findRule(answer.rule)?.facts ?? {}
  if (answer.missing.length > 0)
    return t('text.missing', {
      facts: answer.missing.map((name) => facts[name]?.meaning[locale] ?? name).join(' ; '),
    })
  const threshold = thresholdText(answer, facts, locale)
  const excess = excessText(answer, facts, locale)
  const figures = [
    answer.value === null ? null : valueText(answer.value, answer.unit, locale),
    threshold && t('text.threshold', { threshold }),
    excess && t('text.excess', { excess }),
  ].filter((figure) => figure !== null)
  const status = t(`status.${answer.status}`)
  const said = figures.length === 0 ? `${status}.` : t('text.answer', { status, figures: figures.join(', ') })
  return answer.cure ? `${said} ${answer.cure[locale]}` : said
}

/** That an older threshold no longer holds: `Le seuil de 20 % (SCIC-01a) a été remplacé le 2 août 2014…` */
export function supersededText(superseded: Superseded, answer: Answer, locale: Locale): string {
  const facts = findRule(answer.rule)?.facts ?? {}
  const write = (threshold: RuleValue) => thresholdText({ ...answer, threshold }, facts, locale) ?? '–'
  return lawWords(locale)('text.superseded', {
    old: write(superseded.threshold),
    version: superseded.version,
    date: formatDay(superseded.on, locale),
    new: write(superseded.newThreshold),
    by: superseded.by,
  })
}
