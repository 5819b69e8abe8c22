/**
 * The median cost of some runs of the same work, in milliseconds of processor: other work on the machine does not count, and
 * the collector's own threads do.
 */
export function median(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }).sort((a, b) => a - b)
  return times[Math.floor(runs / 2)] ?? Number.NaN
}
