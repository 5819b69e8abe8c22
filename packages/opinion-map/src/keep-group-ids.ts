/**
 * Ids of groups such that people see their group keep its name: each group takes the id that most of its members had
 * (the largest meeting first), a group without one the lowest id that is free.
 *
 * `before` and `now` give the position of each row's group, −1 for none; rows that are new have none before.
 *
 * Cost: the number of rows, and groups² for the meetings.
 *
 * @example keepGroupIds(Int32Array.of(0, 0, 1), [0, 1], Int32Array.of(1, 1, 0), 2) // [1, 0]
 */
export function keepGroupIds(
  before: Int32Array,
  idsBefore: readonly number[],
  now: Int32Array,
  groups: number,
): number[] {
  const meetings: { old: number; group: number; people: number }[] = []
  for (let group = 0; group < groups; group++) {
    const people = new Int32Array(idsBefore.length)
    for (let row = 0; row < before.length; row++) {
      if (now[row] === group && before[row]! >= 0) people[before[row]!]!++
    }
    people.forEach((count, old) => {
      if (count > 0) meetings.push({ old, group, people: count })
    })
  }
  meetings.sort((a, b) => b.people - a.people)
  const ids = new Map<number, number>()
  const taken = new Set<number>()
  for (const { old, group } of meetings) {
    const id = idsBefore[old]!
    if (ids.has(group) || taken.has(id)) continue
    ids.set(group, id)
    taken.add(id)
  }
  return Array.from({ length: groups }, (_, group) => ids.get(group) ?? takeFree(taken))
}

function takeFree(taken: Set<number>): number {
  let id = 0
  while (taken.has(id)) id++
  taken.add(id)
  return id
}
