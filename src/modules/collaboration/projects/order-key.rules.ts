import { assert } from '#kernel/assert.ts'

/**
 * Places of cards in a column, as texts that sort by their bytes. A key is a whole part of four digits in base 62, so that adding at
 * an end costs no length, then a fraction that never ends in zero, so that between two keys there is always a third. Moving a
 * card writes its own row and no other.
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = digits.length
const wholeLength = 4
const largestWhole = base ** wholeLength - 1

/** Keys grow by a sign when many cards go to the same place: beyond this length a column is spread again. */
export const longestKey = 60

/** A key after `low` and before `high`; null is an end of the column. */
export function keyBetween(low: string | null, high: string | null): string {
  if (low === null && high === null) return writeWhole(Math.floor(largestWhole / 2))
  if (high === null) return after(low ?? '')
  if (low === null) return before(high)
  assert(low < high, `${low} comes before ${high}`)
  const [from, to] = [wholeOf(low), wholeOf(high)]
  return to - from > 1 ? writeWhole(from + Math.floor((to - from) / 2)) : midway(low, high)
}

/** So many keys in order after that one, each the next whole. */
export function keysAfter(low: string | null, count: number): string[] {
  const keys: string[] = []
  let last = low
  for (let n = 0; n < count; n += 1) {
    last = keyBetween(last, null)
    keys.push(last)
  }
  return keys
}

function after(low: string): string {
  const whole = wholeOf(low)
  return whole < largestWhole ? writeWhole(whole + 1) : midway(low, null)
}

/** The first whole is never given: something must stay below every key. */
function before(high: string): string {
  const whole = wholeOf(high)
  return whole > 1 ? writeWhole(whole - 1) : midway(writeWhole(0), high)
}

/** The shortest text between two, digit by digit; `high` null is above every text. */
function midway(low: string, high: string | null): string {
  let shared = ''
  let ceiling = high
  for (let at = 0; ; at += 1) {
    const from = digitAt(low, at)
    const to = ceiling === null ? base : digitAt(ceiling, at)
    if (to - from > 1) return shared + digits.charAt(from + Math.floor((to - from) / 2))
    shared += digits.charAt(from)
    if (to > from) ceiling = null
  }
}

/** Digits beyond the end of a key are zeros. */
function digitAt(key: string, at: number): number {
  return at < key.length ? digits.indexOf(key.charAt(at)) : 0
}

function wholeOf(key: string): number {
  let whole = 0
  for (let at = 0; at < wholeLength; at += 1) whole = whole * base + digitAt(key, at)
  return whole
}

function writeWhole(whole: number): string {
  let text = ''
  let left = whole
  for (let at = 0; at < wholeLength; at += 1) {
    text = digits.charAt(left % base) + text
    left = Math.floor(left / base)
  }
  return text
}
