/** Rows of a form: `libelle_1`, `poids_1`, `libelle_2`… */
export type TypedRow<Name extends string> = { readonly index: number } & { readonly [name in Name]: string }

/** The rows of which something was typed, in the order of the page. */
export function typedRows<Name extends string>(
  values: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
  most: number,
): TypedRow<Name>[] {
  const rows: TypedRow<Name>[] = []
  for (let index = 1; index <= most; index += 1) {
    const cells = Object.fromEntries(names.map((name) => [name, (values[`${name}_${index}`] ?? '').trim()]))
    if (Object.values(cells).some((cell) => cell !== ''))
      rows.push({ index, ...(cells as Record<Name, string>) })
  }
  return rows
}

/** What is wrong in one field, as a code that has a sentence. */
export interface FieldFault<Code extends string> {
  readonly field: string
  readonly code: Code
}
