import type { Locale } from '#kernel/locale.ts'

/** One document, three forms: a page, a word file and a PDF are written from these blocks and say the same. */
export interface NoteDocument {
  readonly locale: Locale
  readonly title: string
  /** Lines above the title, left and right, as on the paper of a town hall. */
  readonly letterhead: {
    readonly sender: readonly string[]
    readonly placeAndDate: string
    readonly addressee: string
  }
  readonly subject: string
  /** Stands on every page of a fictional town. */
  readonly warning: string | null
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly part?: NotePart }
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'quiet' }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly term: string; readonly text: string }[] }
  | TableBlock
  | { readonly kind: 'picture'; readonly picture: BudgetPicture }

/** Which part of the note a heading opens: each keeps its hue. */
export type NotePart = 'I' | 'II' | 'III'

export interface TableBlock {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly { readonly text: string; readonly isNumber?: boolean; readonly width: number }[]
  /** First cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[]
  /** A last row that adds the others up. */
  readonly total?: readonly string[]
}

/** Bars of each year for the two sections of the budget, with the limit of each where there is one. Amounts in cents. */
export interface BudgetPicture {
  /** Says the finding. */
  readonly title: string
  readonly years: readonly number[]
  readonly series: readonly {
    readonly label: string
    readonly look: 'operating' | 'investment'
    readonly amounts: readonly number[]
    readonly limits: readonly (number | null)[]
  }[]
  readonly limitLabel: string
  /** Writes an amount of the axis: `200 k€`. */
  readonly tick: (cents: number) => string
}
