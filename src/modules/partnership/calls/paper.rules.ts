import type { PaperCode } from './paper-code.rules.ts'

/** What a document of a call is made of; each is written as a word file and as a PDF. In French, as the town's acts are. */
export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly isNewPage?: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly isRight?: boolean }
  | { readonly kind: 'signatures'; readonly names: readonly string[] }
  | ({ readonly kind: 'table' } & PaperTable)

export interface PaperTable {
  readonly caption: string
  /** `width` is a share of the page. */
  readonly columns: readonly { readonly text: string; readonly width: number; readonly isNumber?: boolean }[]
  readonly rows: readonly (readonly string[])[]
  readonly total: readonly string[] | null
}

export interface Paper {
  readonly sender: string
  readonly title: string
  /** Says on each page which paper it is of: `Convention fonds-2027-12`. */
  readonly reference: string
  readonly blocks: readonly PaperBlock[]
  /** What a scan of it is filed by; null for papers that do not come back. */
  readonly code: PaperCode | null
}

export const heading = (text: string, isNewPage = false): PaperBlock => ({ kind: 'heading', text, isNewPage })
export const text = (words: string): PaperBlock => ({ kind: 'text', text: words })
export const rightText = (words: string): PaperBlock => ({ kind: 'text', text: words, isRight: true })

/** The lines of an agreement: those that begin with `Article` are headings; names far apart on a line are those who sign. */
export function agreementBlocks(agreement: string): PaperBlock[] {
  return agreement.split('\n').flatMap((line, index): PaperBlock[] => {
    if (line.trim() === '') return []
    if (index === 0 || line.startsWith('Article')) return [heading(line)]
    const names = line.split(/ {3,}/).filter((name) => name.trim() !== '')
    return names.length > 1 ? [{ kind: 'signatures', names }] : [text(line)]
  })
}
