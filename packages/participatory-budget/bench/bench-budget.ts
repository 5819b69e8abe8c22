import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  breakTies,
  budgetEndowment,
  compileProfile,
  countAllRules,
  countElection,
  type Election,
  effectiveSupport,
  equalShares,
  phragmen,
  readPb,
} from '../src/index.ts'
import { generateElection } from './generate-election.ts'
import { median, medians } from './median.ts'
import { textbookRead, textbookShares } from './textbook.ts'

const RUNS = 20

/**
 * Prints what reading and counting cost beside the textbook's way on the same input in the same run, and the peers' figures as they were
 * measured elsewhere.
 *
 * @param reference folder of the 82 real elections, or null where it is absent.
 */
export function benchBudget(print: (line: string) => void, reference: string | null): void {
  const text = generateElection({ voters: 90_000, projects: 160 }, 2027)
  const bytes = new TextEncoder().encode(text)
  const election = read(bytes)
  const { ballots, voters } = election
  print(
    `generated: ${voters} ballots (${ballots.voters.length} distinct), 160 projects, ${(bytes.length / 1e6).toFixed(2)} MB; medians of ${RUNS}`,
  )
  const reading = median(RUNS, () => read(bytes))
  const readingLater = median(RUNS, () => read(bytes))
  const naiveReading = median(3, () => textbookRead(text))
  report(
    print,
    'reading',
    reading,
    naiveReading,
    'aim 25 ms; Łódź 2022, 3.76 MB: equalshares.net 360–490 ms, pabutools 3,500 ms',
  )
  report(
    print,
    'reading, later',
    readingLater,
    naiveReading,
    `the next ${RUNS}: by now the engine has compiled the reader`,
  )
  benchCount(print, election, text)
  if (reference === null) print('the real elections are absent: set FAIRE_COMMUNE_REFERENCE')
  else benchReal(print, reference)
}

function benchCount(print: (line: string) => void, election: Election, text: string): void {
  const profile = compileProfile(election, 'cost')
  const ties = breakTies(profile, { by: 'lexicographic' })
  const endowment = budgetEndowment(profile)
  const naive = textbookRead(text)
  const outcome = equalShares(profile, endowment, ties)
  let naiveOutcome: readonly string[] = []
  const naiveCount = median(1, () => {
    naiveOutcome = textbookShares(naive, naive.budget / naive.votes.length)
  })
  const ids = outcome.selected.map((project) => election.projects[project]?.id)
  if (ids.join() !== naiveOutcome.join()) throw new Error('the textbook finds another outcome')
  // One after the other in turns: the ratio is to be of the same moment on a busy machine.
  const [count = 0, support = 0] = medians(RUNS, [
    () => equalShares(profile, endowment, ties),
    () => effectiveSupport(profile, outcome),
  ])
  report(
    print,
    'laying out',
    median(RUNS, () => compileProfile(election, 'cost')),
    null,
    'once for all counts of a measure',
  )
  report(
    print,
    'equal shares',
    count,
    naiveCount,
    'aim 8 ms; Łódź 2022: equalshares.net 720 ms, pabutools 9,400 ms',
  )
  report(
    print,
    'effective support of all',
    support,
    null,
    `aim 2 × one count; here ${(support / count).toFixed(1)} ×`,
  )
  report(
    print,
    'Phragmén',
    median(RUNS, () => phragmen(profile, ties)),
    null,
    'aim 15 ms; Łódź 2022: pabutools 8,000 ms',
  )
  const addOne = median(3, () => countElection(election, 'mes-cost-add1u', { by: 'lexicographic' }))
  report(print, 'equal shares, add1u', addOne, null, 'aim 120 ms on Łódź 2022; equalshares.net 13,800 ms')
}

function benchReal(print: (line: string) => void, folder: string): void {
  const bytes = readFileSync(path.join(folder, 'poland_warszawa_2021_bielany.pb'))
  const bielany = read(bytes)
  const plain = textbookRead(new TextDecoder().decode(bytes))
  const naive = median(1, () => textbookShares(plain, plain.budget / plain.votes.length))
  for (const rule of ['mes-cost-add1u', 'tool-cost-add1u']) {
    const addOne = median(7, () => countElection(bielany, rule, { by: 'lexicographic' }))
    const { shares } = countElection(bielany, rule, { by: 'lexicographic' })
    if (shares === null || !('counts' in shares)) throw new Error(`${rule} adds nothing`)
    const note = `aim 250 ms; equalshares.net 15,500 ms, pabutools 195,000 ms (add1); ${shares.counts} counts for ${shares.steps} steps; textbook: one count × steps`
    report(print, `Bielany 2021, ${rule}`, addOne, naive * shares.steps, note)
  }
  const all = median(1, () => {
    for (const file of readdirSync(folder))
      countAllRules(read(readFileSync(path.join(folder, file))), { by: 'lexicographic' })
  })
  report(print, 'all rules on all files', all, null, 'aim 3,000 ms')
}

function read(bytes: Uint8Array): Election {
  const reading = readPb(bytes, { duplicateVoters: 'refuse', groups: [], maxProblems: 5 })
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.election
}

function report(
  print: (line: string) => void,
  what: string,
  ours: number,
  naive: number | null,
  note: string,
): void {
  const beside =
    naive === null ? '' : `, textbook ${naive.toFixed(0)} ms: ${(naive / ours).toFixed(1)} × faster`
  print(`${what.padEnd(26)} ${ours.toFixed(2).padStart(8)} ms${beside} (${note})`)
}
