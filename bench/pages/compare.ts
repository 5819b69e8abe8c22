import type { LoadReport } from './load.ts'
import type { LoadGenerator } from './processes.ts'

/** One side of a comparison: what is asked of which server. */
export interface Contender {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Standing {
  /** Answers a second, median of the rounds. */
  readonly rate: number
  /** Milliseconds, median and 99th percentile of all the answers. */
  readonly median_ms: number
  readonly p99_ms: number
  readonly bytes: number
}

export interface Comparison {
  readonly ours: Standing
  readonly bare: Standing
  /** Median over the rounds of our rate over the bare one's of the same round. */
  readonly share: number
}

const rounds = 7
const round_s = 1
const warmUp_s = 1.5

/** Asks both in turns, at the same number of connections. */
export async function compareInTurns(
  generator: LoadGenerator,
  pair: { readonly ours: Contender; readonly bare: Contender },
  connections: number,
): Promise<Comparison> {
  const ask = async (contender: Contender, seconds: number) => {
    const report = await generator.run({ ...contender, connections, seconds })
    if (report.status !== 200) throw new Error(`${contender.path}: status ${report.status}`)
    return report
  }
  await ask(pair.ours, warmUp_s)
  await ask(pair.bare, warmUp_s)
  const ours: LoadReport[] = []
  const bare: LoadReport[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await ask(pair.ours, round_s))
    bare.push(await ask(pair.bare, round_s))
  }
  const share = median(ours.map((report, round) => rateOf(report) / rateOf(bare[round] ?? report)))
  return { ours: standingOf(ours), bare: standingOf(bare), share }
}

function standingOf(reports: readonly LoadReport[]): Standing {
  const times = reports.flatMap((report) => report.times).sort((a, b) => a - b)
  return {
    rate: median(reports.map(rateOf)),
    median_ms: quantile(times, 0.5),
    p99_ms: quantile(times, 0.99),
    bytes: reports[0]?.bytes ?? 0,
  }
}

function rateOf({ answers, seconds }: LoadReport): number {
  return answers / seconds
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

/** `sorted` from the lowest to the highest. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
}
