import type { Locale } from '#kernel/locale.ts'
import { formatNumber } from '#web/formats.ts'
import type { BudgetsWords } from '../budgets.words.ts'
import type { Why } from '../counting.rules.ts'
import type { Edition, Project } from '../editions.rules.ts'
import { amountText, shareText } from './amount.ts'

export interface WhyContext {
  readonly t: BudgetsWords
  readonly locale: Locale
  readonly edition: Pick<Edition, 'currency'>
  readonly byReference: ReadonlyMap<string, Project>
}

/** Why a project won or lost, in sentences that a person who does not count can follow. */
export function whySentences(
  why: Why,
  cost: number,
  { t, locale, edition, byReference }: WhyContext,
): string[] {
  const money = (amount: number) => amountText(amount, edition.currency, locale)
  const people = (count: number) => formatNumber(count, locale)
  switch (why.kind) {
    case 'won_turn':
      return [t('why.won_turn', { left: money(why.left), cost: money(cost) })]
    case 'won_shares':
      return [
        t('why.won_shares', {
          people: people(why.payers),
          each: shareText(why.each, edition.currency, locale),
        }),
        ...(why.short > 0 ? [t('why.won_shares_short', { people: people(why.short) })] : []),
      ]
    case 'won_completion':
      return [t('why.won_completion', { left: money(why.left) })]
    case 'lost_nobody':
      return [t('why.lost_nobody')]
    case 'lost_envelope':
      return [t('why.lost_envelope', { left: money(why.left), missing: money(why.missing) })]
    case 'lost_rule_ended':
      return [t('why.lost_rule_ended', { left: money(why.left) })]
    case 'lost_shares':
      return [
        t('why.lost_shares', { left: money(why.left), missing: money(why.missing) }),
        ...(why.spentOn.length > 0
          ? [
              t('why.spent_on', {
                projects: why.spentOn
                  .map(({ reference, amount }) => `${nameOf(reference, byReference)} (${money(amount)})`)
                  .join(', '),
              }),
            ]
          : []),
      ]
  }
}

function nameOf(reference: string, byReference: ReadonlyMap<string, Project>): string {
  const project = byReference.get(reference)
  return project ? `${project.number} ${project.title}` : reference
}

/** A rule of the counting package in words: `mes-cost-add1u` is equal shares, completed by one more euro, then greedily. */
export function ruleText(rule: string, t: BudgetsWords): string {
  if (rule === 'phragmen') return t('rule.phragmen')
  const match = /^(greedy|mes|tool)-(cost|card|cardinal|borda)(\+greedy|-add1u?)?$/.exec(rule)
  const kinds = { greedy: t('rule.greedy'), mes: t('rule.mes'), tool: t('rule.tool') }
  const measures = {
    cost: t('rule.cost'),
    card: t('rule.card'),
    cardinal: t('rule.cardinal'),
    borda: t('rule.borda'),
  }
  const ends = { '+greedy': t('rule.greedy_end'), '-add1': t('rule.add1'), '-add1u': t('rule.add1u') }
  const part = (texts: Readonly<Record<string, string>>, key: string | undefined) =>
    key === undefined ? '' : (texts[key] ?? '')
  const parts = [part(kinds, match?.[1]), part(ends, match?.[3]), part(measures, match?.[2])]
  return match ? parts.filter((text) => text !== '').join(', ') : rule
}
