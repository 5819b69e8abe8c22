/**
 * The textbook's way, as most programs do it: text split into lines, one list of names a voter, every open project worked out anew in
 * every round by sorting its supporters, in doubles. Only for ballots of approval, cost satisfaction, and files without quotes.
 */
export interface TextbookElection {
  readonly budget: number
  readonly costs: ReadonlyMap<string, number>
  readonly votes: readonly (readonly string[])[]
}

export function textbookRead(text: string): TextbookElection {
  const meta = new Map<string, string>()
  const costs = new Map<string, number>()
  const votes: string[][] = []
  let section = ''
  let columns: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const fields = line.split(';').map((field) => field.trim())
    if (fields.length === 1 && /^(META|PROJECTS|VOTES)$/.test(line)) [section, columns] = [line, []]
    else if (section === 'META') meta.set(fields[0] ?? '', fields[1] ?? '')
    else if (columns.length === 0) columns = fields
    else if (section === 'PROJECTS')
      costs.set(field(columns, fields, 'project_id'), Number(field(columns, fields, 'cost')))
    else
      votes.push(
        field(columns, fields, 'vote')
          .split(',')
          .filter((id) => id !== ''),
      )
  }
  return { budget: Number(meta.get('budget')), costs, votes }
}

function field(columns: readonly string[], fields: readonly string[], name: string): string {
  return fields[columns.indexOf(name)] ?? ''
}

export function textbookShares({ costs, votes }: TextbookElection, endowment: number): string[] {
  const supporters = new Map([...costs.keys()].map((id): [string, number[]] => [id, []]))
  votes.forEach((vote, voter) => {
    for (const id of vote) supporters.get(id)?.push(voter)
  })
  const money = votes.map(() => endowment)
  const open = new Set(costs.keys())
  const bought: string[] = []
  for (;;) {
    let best = { id: '', rate: Number.POSITIVE_INFINITY, price: 0 }
    for (const id of open) {
      const cost = costs.get(id) ?? 0
      const price = priceOf(cost, supporters.get(id) ?? [], money)
      if (price / cost < best.rate) best = { id, rate: price / cost, price }
    }
    if (best.id === '') return bought
    for (const voter of supporters.get(best.id) ?? [])
      money[voter] = Math.max(0, (money[voter] ?? 0) - best.price)
    open.delete(best.id)
    bought.push(best.id)
  }
}

function priceOf(cost: number, voters: readonly number[], money: readonly number[]): number {
  const sorted = voters.map((voter) => money[voter] ?? 0).sort((a, b) => a - b)
  let paid = 0
  for (let index = 0; index < sorted.length; index++) {
    const price = (cost - paid) / (sorted.length - index)
    const least = sorted[index] ?? 0
    if (price <= least * (1 + 1e-12)) return price
    paid += least
  }
  return Number.POSITIVE_INFINITY
}
