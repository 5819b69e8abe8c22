import type { Locale } from '#kernel/locale.ts'
import { frenchSpaces } from './words.ts'

/**
 * A text that people typed, as a French printer sets it: quotes within quotes are “ ”, the first day of a month is `1er`, and what
 * belongs together stays on one line. English is left as it is. A text set twice does not change.
 */
export function typeset(text: string, locale: Locale): string {
  if (locale !== 'fr') return text
  return frenchSpaces(nestQuotes(text))
    .replace(
      /(?<=^|[\s(«])1 (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)/g,
      '1er ',
    )
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u202f')
    .replace(/(?<=\b(?:n°|art\.|p\.)) (?=\S)/gi, '\u00a0')
}

/** « Club “responsabilité sociale” des entreprises »: the second level of quotes has its own signs. */
function nestQuotes(text: string): string {
  let depth = 0
  return text.replace(/«[ \u00a0\u202f]?|[ \u00a0\u202f]?»/g, (sign) => {
    if (sign.includes('«')) {
      depth += 1
      return depth > 1 ? '“' : sign
    }
    depth = Math.max(0, depth - 1)
    return depth > 0 ? '”' : sign
  })
}
