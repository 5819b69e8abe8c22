/** A defect of a `.pb` file: where it is, what is wrong, and what to do about it. */
export interface PbProblem {
  /** 1 for the first line of the file. */
  readonly line: number
  /** Stable name of the kind of defect, for a translation. */
  readonly code: PbProblemCode
  readonly text: string
  readonly remedy: string
}

export type PbProblemCode =
  | 'encoding'
  | 'section'
  | 'header'
  | 'columns'
  | 'quote'
  | 'meta'
  | 'amount'
  | 'project'
  | 'voter'
  | 'vote'
  | 'points'
  | 'count'

/** Collects the defects of one file; after `limit` of them reading stops, as the rest is mostly their echo. */
export class Problems {
  readonly found: PbProblem[] = []
  readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  add(line: number, code: PbProblemCode, text: string, remedy: string): void {
    if (!this.isFull) this.found.push({ line, code, text, remedy })
  }

  get isFull(): boolean {
    return this.found.length >= this.limit
  }
}
