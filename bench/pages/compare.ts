import type { LoadReport } from './load.ts'
import type { LoadGenerator } from './processes.ts'

/** One side of a comparison: what is asked of which server. */
export interface Contender {
  readonly port: number
  /** Milliseconds of processor that its server has used. */
  readonly cpu: () => Promise<number>
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
  /** Milliseconds of its server's processor that one answer took, whatever else the machine was doing. */
  readonly cpu_ms: number
}

export interface Comparison {
  readonly ours: Standing
  readonly bare: Standing
  /** Median over the rounds of our rate over the bare one's of the same round. */
  readonly share: number
}

type Round = LoadReport & { readonly cpu_ms: number }

const rounds = 7
const round_s = 1
const warmUp_s = 1.5
/** Code that has answered less than this is still being compiled; a slow machine is not waited for longer than a few turns. */
const enoughAnswers = 2000
const mostWarmUps = 6

/** Asks both in turns, at the same number of connections. */
export async function compareInTurns(
  generator: LoadGenerator,
  pair: { readonly ours: Contender; readonly bare: Contender },
  connections: number,
): Promise<Comparison> {
  const ask = async ({ cpu, ...order }: Contender, seconds: number): Promise<Round> => {
    const before = await cpu()
    const report = await generator.run({ ...order, connections, seconds })
    if (report.status !== 200) throw new Error(`${order.path}: status ${report.status}`)
    return { ...report, cpu_ms: (await cpu()) - before }
  }
  for (const contender of [pair.ours, pair.bare]) {
    let answers = 0
    for (let turn = 0; turn < mostWarmUps && answers < enoughAnswers; turn += 1)
      answers += (await ask(contender, warmUp_s)).answers
  }
  const ours: Round[] = []
  const bare: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await ask(pair.ours, round_s))
    bare.push(await ask(pair.bare, round_s))
  }
  const share = median(ours.map((report, round) => rateOf(report) / rateOf(bare[round] ?? report)))
  return { ours: standingOf(ours), bare: standingOf(bare), share }
}

function standingOf(reports: readonly Round[]): Standing {
  const times = reports.flatMap((report) => report.times).sort((a, b) => a - b)
  return {
    rate: median(reports.map(rateOf)),
    median_ms: quantile(times, 0.5),
    p99_ms: quantile(times, 0.99),
    bytes: reports[0]?.bytes ?? 0,
    cpu_ms: median(reports.map(({ cpu_ms, answers }) => cpu_ms / answers)),
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
