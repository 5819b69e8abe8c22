/** Papers that come back signed. */
export const papers = ['agreement', 'letter'] as const
export type PaperKind = (typeof papers)[number]

/** Which text a paper carries: its application, and the first signs of its digest. */
export interface PaperCode {
  readonly paper: PaperKind
  readonly applicationId: string
  /** First eight hexadecimal signs of the SHA-256 of what the paper says: a page of another version is not of this one. */
  readonly text: string
}

/** One page of such a paper. A word file is numbered by who prints it: its pages are page 0 of 0. */
export interface PageCode extends PaperCode {
  readonly page: number
  readonly pages: number
}

const letters: Readonly<Record<PaperKind, string>> = { agreement: 'A', letter: 'L' }
const uuid = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/**
 * What the square code of a page says: `FC1:A:` identity `:` text `:2:3`. Capitals, digits and colons only, which a QR code holds in half
 * the room: larger squares are read from a poorer scan.
 */
export function writePageCode({ paper, applicationId, text, page, pages }: PageCode): string {
  const identity = applicationId.replaceAll('-', '')
  return `FC1:${letters[paper]}:${identity}:${text}:${page}:${pages}`.toUpperCase()
}

/** What a code read on a page says; null when it is none of ours. */
export function readPageCode(code: string): PageCode | null {
  const match = /^FC1:([AL]):([0-9A-F]{32}):([0-9A-F]{8}):(\d{1,3}):(\d{1,3})$/.exec(code)
  if (!match) return null
  const [, letter = '', identity = '', text = '', page = '', pages = ''] = match
  const paper = papers.find((each) => letters[each] === letter)
  const place = { page: Number(page), pages: Number(pages) }
  const isNumbered = place.page >= 1 && place.page <= place.pages
  const isOpen = place.page === 0 && place.pages === 0
  if (!paper || !(isNumbered || isOpen)) return null
  return {
    paper,
    applicationId: identity.toLowerCase().replace(uuid, '$1-$2-$3-$4-$5'),
    text: text.toLowerCase(),
    ...place,
  }
}
