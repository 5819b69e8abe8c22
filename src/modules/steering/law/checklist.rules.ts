import type { Wording } from '#kernel/locale.ts'
import type { Conclusion, Step } from './rule.rules.ts'

/** One condition, worded as it reads when it is met: "Written mandate to the platform". */
export interface Condition {
  readonly name: string
  readonly isMet: boolean
  readonly text: Wording
}

export function condition(name: string, isMet: boolean, fr: string, en: string): Condition {
  return { name, isMet, text: { fr, en } }
}

/** Favourable when every condition is met; else not, and the cure lists those that lack. */
export function checklist(
  conditions: readonly Condition[],
  statuses: { readonly met: Conclusion['status']; readonly unmet: Conclusion['status'] } = {
    met: 'allowed',
    unmet: 'forbidden',
  },
): Conclusion & { readonly steps: readonly Step[] } {
  const unmet = conditions.filter(({ isMet }) => !isMet)
  return {
    status: unmet.length === 0 ? statuses.met : statuses.unmet,
    ...(unmet.length === 0 ? {} : { cure: whatLacks(unmet) }),
    steps: conditions.map(({ name, isMet, text }) => ({ name, value: isMet, unit: null, text })),
  }
}

function whatLacks(unmet: readonly Condition[]): Wording {
  return {
    fr: `À réunir : ${unmet.map(({ text }) => text.fr).join(' ; ')}.`,
    en: `Still needed: ${unmet.map(({ text }) => text.en).join('; ')}.`,
  }
}
