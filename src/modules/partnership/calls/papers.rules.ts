import { type PageCode, type PaperKind, readPageCode } from './paper-code.rules.ts'

/** Why a page that was scanned waits for a person. */
export const pageFaults = [
  'no_code',
  'several_codes',
  'unknown_file',
  'other_text',
  'page_taken',
  'no_page',
  'unreadable',
  'taken_out',
] as const
export type PageFault = (typeof pageFaults)[number]

/** Where a page goes by its codes; with a fault, `code` is what a person may start from. */
export interface Placing {
  readonly code: PageCode | null
  readonly fault: PageFault | null
}

/** Places a page by what its codes say. `markOf` answers the mark of the text that a paper has here; null where there is no such paper. */
export function placePage(
  codes: readonly string[],
  markOf: (paper: PaperKind, applicationId: string) => string | null,
): Placing {
  const [code, ...others] = codes.map(readPageCode).filter((each) => each !== null)
  if (!code) return { code: null, fault: 'no_code' }
  if (others.length > 0) return { code: null, fault: 'several_codes' }
  const mark = markOf(code.paper, code.applicationId)
  if (mark === null) return { code: null, fault: 'unknown_file' }
  if (mark !== code.text) return { code, fault: 'other_text' }
  return { code, fault: code.page === 0 ? 'no_page' : null }
}

/** Pages of a paper that have not come back: those before the last, as its own pages count it. */
export function missingPages(filed: readonly number[], pages: number): number[] {
  const there = new Set(filed)
  return Array.from({ length: pages }, (_, index) => index + 1).filter((page) => !there.has(page))
}

/** The reference at the foot of a page, `fonds-2027-12` or `Convention fonds-2027-12`: the call and the number of the file. */
export function readReference(text: string): { readonly callCode: string; readonly number: number } | null {
  const match = /([a-z0-9]+(?:-[a-z0-9]+)*)-(\d{1,6})$/.exec(text.trim().toLowerCase())
  return match ? { callCode: match[1] ?? '', number: Number(match[2]) } : null
}
