import type { CalendarDate } from '#kernel/calendar-date.ts'
import { evaluate, findRule } from '#modules/steering/law/rules.public.ts'

export interface LeadAuthority {
  /** Fields and ranks as rule INT-04 names them; the law module has their words. */
  readonly field: string
  readonly rank: string
}

/** Whom the law makes the lead of each field on a day, by INT-04: the fields where it names nobody are left out. */
export function leadAuthorities(on: CalendarDate): readonly LeadAuthority[] {
  const spec = findRule('INT-04')?.facts.field
  const fields = spec?.type === 'choice' ? spec.options : []
  return fields.flatMap((field) => {
    const found = evaluate('INT-04', { authority: 'region', field, power: 'organise' }, on)
    const rank = found.ok ? found.value.value : null
    return typeof rank === 'string' ? [{ field, rank }] : []
  })
}
