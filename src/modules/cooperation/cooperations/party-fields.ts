import type { Locale } from '#kernel/locale.ts'
import type { FormState } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import type { FormValues } from '#web/read-form.ts'
import type { Party } from './cooperations.rules.ts'

/** Name of a field in the form of one party. */
export function partyField(name: string, partyId: string): string {
  return `${name}-${partyId}`
}

/** The fields of that form under their plain names. */
export function plainFields(values: FormValues, partyId: string): FormValues {
  const end = `-${partyId}`
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.endsWith(end) ? name.slice(0, -end.length) : name,
      value,
    ]),
  )
}

/** What is known of a party, as its form shows it. */
export function partyValues(
  { role, leadField, fundingBp, hasVeto }: Pick<Party, 'role' | 'leadField' | 'fundingBp' | 'hasVeto'>,
  locale: Locale,
): FormState['values'] {
  return {
    role,
    domaine: leadField ?? '',
    part: formatNumber(fundingBp / 100, locale, 2),
    veto: hasVeto ? 'oui' : '',
  }
}
