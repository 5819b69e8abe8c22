import { type BallotPaper, type Choices, faultOfBallot, readSheet, writeSheet } from './ballots.rules.ts'

/** Sheets of fewer people could be told apart: a batch waits for others until the vote is over. */
export const smallestBatch = 5
/** A pile that two people read without losing their place. */
export const largestBatch = 500

export interface SheetFault {
  /** From 1. */
  readonly line: number
  readonly code: 'sheet_unreadable' | 'sheet_unknown_project' | 'sheet_too_many_sheets'
  readonly found: string
}

/**
 * A pile as an agent types it: a sheet a line, `3 12 40`, with points `3=5 12=2`; `-` for a blank or void sheet. A sheet that breaks
 * the rules of the ballot (too many projects, too dear) is void, and is counted as blank.
 */
export function readPile(
  text: string,
  paper: BallotPaper,
): { readonly sheets: readonly Choices[]; readonly faults: readonly SheetFault[] } {
  const withPoints = paper.edition.ballotType === 'points'
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '')
  const faults: SheetFault[] = []
  const sheets: Choices[] = []
  for (const { line, text: typed } of lines) {
    const sheet = typed === '-' ? blank(withPoints) : readSheet(typed, withPoints)
    if (sheet === null || (typed !== '-' && sheet.projects.length === 0))
      faults.push({ line, code: 'sheet_unreadable', found: typed })
    else if (faultOfBallot(paper, sheet) === 'project_unknown')
      faults.push({ line, code: 'sheet_unknown_project', found: typed })
    else sheets.push(isVoid(paper, sheet) ? blank(withPoints) : sheet)
  }
  if (sheets.length > largestBatch)
    faults.push({ line: largestBatch + 1, code: 'sheet_too_many_sheets', found: String(sheets.length) })
  return { sheets, faults }
}

function isVoid(paper: BallotPaper, sheet: Choices): boolean {
  return sheet.projects.length > 0 && faultOfBallot(paper, sheet) !== null
}

function blank(withPoints: boolean): Choices {
  return { projects: [], points: withPoints ? [] : null }
}

export function writePile(sheets: readonly Choices[]): string {
  return sheets.map((sheet) => writeSheet(sheet) || '-').join('\n')
}

export type BatchState =
  | { readonly kind: 'no_mark' }
  | { readonly kind: 'unread' }
  /** One agent has read the pile, which must be read by another. */
  | { readonly kind: 'read_once' }
  /** The two readings differ, at those lines. */
  | { readonly kind: 'differ'; readonly lines: readonly number[] }
  | { readonly kind: 'not_as_marks'; readonly sheets: number; readonly marks: number }
  | { readonly kind: 'small' }
  | { readonly kind: 'ready' }

/**
 * Where a batch stands: its last two readings must be the same sheet by sheet, and there must be as many sheets as people marked.
 * A small batch is ready only once the vote is over.
 */
export function stateOfBatch(
  readings: readonly (readonly Choices[])[],
  marks: number,
  isOver: boolean,
): BatchState {
  if (marks === 0) return { kind: 'no_mark' }
  const [before, last] = readings.slice(-2)
  if (before === undefined) return { kind: 'unread' }
  if (last === undefined) return { kind: 'read_once' }
  const lines = differences(before, last)
  if (lines.length > 0) return { kind: 'differ', lines }
  if (last.length !== marks) return { kind: 'not_as_marks', sheets: last.length, marks }
  return marks < smallestBatch && !isOver ? { kind: 'small' } : { kind: 'ready' }
}

/** Sheets, from 1, that the two readings do not read alike. */
export function differences(one: readonly Choices[], other: readonly Choices[]): number[] {
  const longest = Math.max(one.length, other.length)
  return Array.from({ length: longest }, (_, index) => index).flatMap((index) => {
    const [a, b] = [one[index], other[index]]
    return a && b && writeSheet(a) === writeSheet(b) ? [] : [index + 1]
  })
}
