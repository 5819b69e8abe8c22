import type { Comparison, Standing } from './compare.ts'
import type { Fetched } from './first-load.ts'

/** One comparison, a line a side, then the share. */
export function printComparison(
  title: string,
  { ours, bare, share }: Comparison,
  floor: number | null,
): void {
  console.log(title)
  console.log(lineOf('ours', ours))
  console.log(lineOf('bare', bare))
  const target = floor === null ? '' : ` (target ${percent(floor)}: ${share >= floor ? 'met' : 'NOT MET'})`
  const processor = percent(bare.cpu_ms / ours.cpu_ms)
  console.log(`  share of the bare one: ${percent(share)}${target}; by processor time: ${processor}`)
}

function lineOf(name: string, { rate, median_ms, p99_ms, bytes, cpu_ms }: Standing): string {
  const speed = `  ${name.padEnd(5)}${rate.toFixed(0).padStart(7)} req/s`
  return `${speed}  median ${median_ms.toFixed(2)} ms, p99 ${p99_ms.toFixed(2)} ms, ${bytes} bytes, ${cpu_ms.toFixed(2)} ms of processor`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

/** The pieces of a first visit, and their sum against the most that it may be. */
export function printFirstLoad(parts: readonly Fetched[], most: number): number {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log('first visit, bytes as they travel')
  for (const { address, bytes } of parts) console.log(`  ${String(bytes).padStart(7)}  ${address}`)
  console.log(`  ${String(total).padStart(7)}  in all (most: ${most}: ${total < most ? 'met' : 'NOT MET'})`)
  return total
}
