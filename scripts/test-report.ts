import { readFileSync } from 'node:fs'
import { z } from 'zod'

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reportShape = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** What the JSON report of Vitest counts; a file that could not be read is one failure. */
export function readReport(file: string): Tally {
  const read = readJson(file)
  if (read === null) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    reportShape.parse(read)
  const unreadFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  return {
    passed: numPassedTests,
    failed: numFailedTests + unreadFiles,
    skipped: numPendingTests + numTodoTests,
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Vitest ended before it wrote any.
    return null
  }
}
