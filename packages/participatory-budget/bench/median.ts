/** The median cost of some runs of the same work, in milliseconds of this thread's processor; see `medians`. */
export function median(runs: number, work: () => void): number {
  return medians(runs, [work])[0] ?? Number.NaN
}

/**
 * The median costs of several works done in turns, in milliseconds of this thread's processor: neither other work on the machine counts,
 * nor the engine's own threads, which compile and collect beside and add about a tenth.
 */
export function medians(runs: number, works: readonly (() => void)[]): number[] {
  const times: number[][] = works.map(() => [])
  for (let run = 0; run < runs; run++)
    works.forEach((work, index) => {
      times[index]?.push(cost(work))
    })
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN)
}

function cost(work: () => void): number {
  const start = spent()
  work()
  return spent() - start
}

/**
 * Of this thread so far. Linux brings that count up to date every few milliseconds only, and whenever it is asked for that of the whole
 * process.
 */
function spent(): number {
  process.cpuUsage()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
