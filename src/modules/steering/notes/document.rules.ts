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
  | HeadingBlock
  | EssentialsBlock
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'quiet' }
  | ListBlock
  | { readonly kind: 'facts'; readonly facts: readonly NoteFact[] }
  | TableBlock
  | { readonly kind: 'picture'; readonly picture: BudgetPicture }

export interface HeadingBlock {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: string
  readonly part?: NotePart
  /** Opens a page on paper. */
  readonly newPage?: boolean
}

/** Which part of the note a heading opens: each keeps its hue. */
export const noteParts = ['I', 'II', 'III'] as const
export type NotePart = (typeof noteParts)[number]

/** What the mayor reads when she reads one thing: three figures, what is recommended, what is hers to decide. */
export interface EssentialsBlock {
  readonly kind: 'essentials'
  readonly title: string
  readonly figures: readonly EssentialFigure[]
  readonly points: readonly { readonly term: string; readonly text: string }[]
}

/** A figure never stands alone. */
export interface EssentialFigure {
  readonly label: string
  readonly value: string
  readonly band: string
  /** Where it comes from, with its date. */
  readonly source: string
}

export interface ListBlock {
  readonly kind: 'list'
  readonly items: readonly string[]
  readonly ordered?: boolean
  readonly look?: 'quiet'
}

/** A term with what it says: one sentence stands beside it, several are a list below it. */
export interface NoteFact {
  readonly term: string
  readonly items: readonly string[]
}

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

/** The same document with every text changed in the same way. */
export function mapTexts(note: NoteDocument, change: (text: string) => string): NoteDocument {
  const { blocks, ...rest } = note
  return { ...mapped(rest, change), blocks: blocks.map((block) => mapBlock(block, change)) }
}

function mapBlock(block: Block, change: (text: string) => string): Block {
  if (block.kind !== 'picture') return mapped(block, change)
  const { tick, ...rest } = block.picture
  return { kind: 'picture', picture: { ...mapped(rest, change), tick: (cents) => change(tick(cents)) } }
}

/** What is plain text, lists and records goes through JSON whole. */
function mapped<Plain>(plain: Plain, change: (text: string) => string): Plain {
  return JSON.parse(JSON.stringify(plain), (_, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  )
}

/** A term as it stands before what it says. */
export function termText(term: string, locale: Locale): string {
  return locale === 'fr' ? `${term}\u00a0: ` : `${term}: `
}
