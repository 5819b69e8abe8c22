import type { FormValues } from '#web/read-form.ts'

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
