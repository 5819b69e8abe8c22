import { micromark } from 'micromark'

/**
 * What residents write, as HTML: titles, lists, emphasis and links, nothing else. Tags that they type are shown as text, and
 * a picture is a file that they send, never an address elsewhere that would tell who reads the page.
 */
export function renderMarkdown(text: string): string {
  const html = micromark(text, {
    extensions: [{ disable: { null: ['labelStartImage', 'htmlFlow', 'htmlText'] } }],
  })
  // Every tag below was written by the line above: what people type has its `<` escaped.
  return html
    .replace(
      /<(\/?)h([1-6])>/g,
      (_, close: string, level: string) => `<${close}h${titleBelow(Number(level))}>`,
    )
    .replace(/<a href="([^"]*)"/g, (_, address: string) => linkTo(address))
    .replace(/<ol start="\d{7,}">/g, '<ol>')
}

/** The page has titles of levels 1 and 2 of its own. */
function titleBelow(level: number): number {
  return Math.min(level + 2, 6)
}

/** Links of residents earn nothing from search engines, and only lead to the web or to a mailbox. */
function linkTo(address: string): string {
  return /^(?:https?:\/\/|mailto:)/i.test(address)
    ? `<a rel="nofollow ugc noopener" href="${address}"`
    : '<a rel="nofollow ugc"'
}

const marks = /[*_`#>~]+|^\s*(?:[-+]|\d+\.)\s+/gm

/** The beginning of the text without its marks, cut between words: for lists and feeds. */
export function excerptOf(text: string, longest = 220): string {
  const plain = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(marks, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))}…`
}
