import ICAL from 'ical.js'

/**
 * A rule may never come true (every other Monday, on Tuesdays): ical.js then looks for its next time without end, inside one call.
 * Each look goes through this question, which is counted here: work that asks it too often is stopped.
 */
let looksLeft = Number.POSITIVE_INFINITY

const iterators = ICAL.RecurIterator.prototype
const fits = iterators.check_contracting_rules
iterators.check_contracting_rules = function counted(this: typeof iterators) {
  looksLeft -= 1
  if (looksLeft < 0) throw new Error('the rule is looked for too far')
  return fits.call(this)
}

/** Far above what real rules need: 29 February by daily steps is 1,461. */
const mostLooks = 30_000

/** Does the work, whose rules are hostile until proved otherwise; throws where one of them has no end. Not for work that waits. */
export function withBoundedRules<Value>(work: () => Value): Value {
  const before = looksLeft
  looksLeft = mostLooks
  try {
    return work()
  } finally {
    looksLeft = before
  }
}
