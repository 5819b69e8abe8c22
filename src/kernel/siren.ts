/** The nine digits of a SIREN without the spaces that people type; null when it is not one or its check digit is wrong. */
export function parseSiren(text: string): string | null {
  const digits = text.replaceAll(/[\s\u00a0.]/g, '')
  return /^\d{9}$/.test(digits) && luhnSum(digits) % 10 === 0 && digits !== '000000000' ? digits : null
}

/** Luhn sum (ISO/IEC 7812-1), the check that INSEE uses for SIREN and SIRET: a good number gives a multiple of ten. */
export function luhnSum(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum
}
