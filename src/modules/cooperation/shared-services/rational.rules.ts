/** An exact fraction; the denominator is above zero. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Rational = { numerator: 0n, denominator: 1n }

/** Reads a decimal as it is written, `1200`, `0.05` or `1.5e3`, without going through a double; null when it is not one. */
export function parseRational(text: string): Rational | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n)
  const power = Number(exponent) - decimals.length
  return power >= 0
    ? { numerator: digits * 10n ** BigInt(power), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-power) }
}

/** The fraction as a decimal, exact for those that decimals were added up to. */
export function writeDecimal({ numerator, denominator }: Rational): string {
  const thousandths = (numerator * 1000n) / denominator
  const whole = thousandths / 1000n
  const rest = String(thousandths % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

export function add(a: Rational, b: Rational): Rational {
  return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function multiply(a: Rational, b: Rational): Rational {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** Division by something above zero. */
export function divide(a: Rational, b: Rational): Rational {
  return reduced(a.numerator * b.denominator, a.denominator * b.numerator)
}

export function isNegative({ numerator }: Rational): boolean {
  return numerator < 0n
}

export function isZero({ numerator }: Rational): boolean {
  return numerator === 0n
}

/** The whole number below or equal. */
export function floor({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function reduced(numerator: bigint, denominator: bigint): Rational {
  const common = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator)
  return { numerator: numerator / common, denominator: denominator / common }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
