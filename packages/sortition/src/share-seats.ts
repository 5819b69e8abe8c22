/** While a panel holds: `seats` seats for `tickets` tickets. */
export interface SeatBlock {
  readonly seats: number
  readonly tickets: number
}

/** How many tickets of a block somebody sits. */
export interface Sitting {
  readonly person: number
  readonly tickets: number
}

/**
 * Shares the seats of some blocks among `people` persons so that their totals differ by one ticket at most, and nobody sits
 * more tickets of a block than it has.
 *
 * Block by block those owed most sit it through, which cuts few blocks. That is right as long as the rest can still be
 * shared: the m persons owed most must not be owed more than m persons can sit in what is left, for every m (Gale and
 * Ryser, 1957). Where it would not be, the block goes to those owed most ticket by ticket, which always keeps that true.
 * Cost: blocks × people.
 *
 * @returns the sittings of each block, by block.
 */
export function shareSeats(blocks: readonly SeatBlock[], people: number): Sitting[][] {
  const total = blocks.reduce((sum, { seats, tickets }) => sum + seats * tickets, 0)
  const owed = evenParts(total, people)
  const room = new Float64Array(people)
  for (const block of blocks) changeRoom(room, block, 1)
  return blocks.map((block) => {
    changeRoom(room, block, -1)
    const order = [...owed.keys()].sort((a, b) => owed[b]! - owed[a]! || a - b)
    const through = sitThrough(owed, order, block)
    const sits = fits(owed, through, room) ? through : ticketByTicket(owed, order, block)
    for (const [person, tickets] of sits.entries()) owed[person]! -= tickets
    return order.filter((person) => sits[person]! > 0).map((person) => ({ person, tickets: sits[person]! }))
  })
}

/** Whole parts of `total` that differ by one at most. */
function evenParts(total: number, parts: number): number[] {
  const base = Math.floor(total / parts)
  return Array.from({ length: parts }, (_, part) => base + (part < total - base * parts ? 1 : 0))
}

/** `room[m - 1]`: what m persons together can sit in the blocks to come. */
function changeRoom(room: Float64Array, { seats, tickets }: SeatBlock, sign: 1 | -1): void {
  for (let m = 1; m <= room.length; m++) room[m - 1]! += sign * tickets * Math.min(seats, m)
}

function sitThrough(
  owed: readonly number[],
  order: readonly number[],
  { seats, tickets }: SeatBlock,
): number[] {
  const sits = new Array<number>(owed.length).fill(0)
  let left = seats * tickets
  for (const person of order) {
    sits[person] = Math.min(left, tickets, owed[person]!)
    left -= sits[person]!
  }
  return sits
}

/** Whether what is owed after these sittings can be shared out in the room that remains. */
function fits(owed: readonly number[], sits: readonly number[], room: Float64Array): boolean {
  const rest = owed.map((amount, person) => amount - sits[person]!).sort((a, b) => b - a)
  let together = 0
  return rest.every((amount, index) => {
    together += amount
    return together <= room[index]!
  })
}

/** Lowers the highest debts to a common level: the same as giving each ticket to those owed most at that time. */
function ticketByTicket(
  owed: readonly number[],
  order: readonly number[],
  { seats, tickets }: SeatBlock,
): number[] {
  const above = (level: number) => owed.map((amount) => Math.min(tickets, Math.max(0, amount - level)))
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const wanted = seats * tickets
  let enough = 0
  let tooHigh = Math.max(...owed) + 1
  while (tooHigh - enough > 1) {
    const middle = Math.floor((enough + tooHigh) / 2)
    if (sum(above(middle)) >= wanted) enough = middle
    else tooHigh = middle
  }
  const sits = above(enough)
  const next = above(enough + 1)
  let excess = sum(sits) - wanted
  for (const person of order.toReversed()) {
    if (excess === 0) break
    if (sits[person]! === next[person]!) continue
    sits[person]!--
    excess--
  }
  return sits
}
