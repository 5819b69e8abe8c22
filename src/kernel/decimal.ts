const spaces = /[\s\u00a0\u202f\u2009]/g

/** Reads a number as people write it, `1 234,5` or `1234.5`; null when it is not one. Three decimals at most. */
export function parseDecimal(text: string): number | null {
  const compact = text.replace(spaces, '').replace('−', '-').replace(',', '.')
  if (!/^[+-]?\d{1,12}(\.\d{1,3})?$/.test(compact)) return null
  return Number(compact)
}

/** The number as a French spreadsheet reads it back: `1234,5`. */
export function formatDecimalPlain(value: number, decimals = 3): string {
  // A SIRET that a workbook holds as a number has fourteen digits: no power of ten is left for decimals.
  if (Number.isInteger(value)) return String(value)
  const power = 10 ** decimals
  return String(Math.round(value * power) / power).replace('.', ',')
}
