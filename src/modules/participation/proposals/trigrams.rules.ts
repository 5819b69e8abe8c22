import { foldText } from '#kernel/plain-text.ts'

/**
 * The three-letter pieces of each word of a text, sorted, each once; a word is padded as `  mot ` so that its beginning
 * weighs more. Two titles with many pieces in common say nearly the same, whatever their accents, plurals and misspellings.
 */
export function trigramsOf(text: string): string[] {
  const pieces = new Set<string>()
  for (const word of foldText(text).split(' ').filter(isTelling)) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at += 1) pieces.add(padded.slice(at, at + 3))
  }
  return [...pieces].sort()
}

/** Words that every title has tell nothing. */
const silent = new Set(
  'au aux avec ce ces dans de des du en et il je la le les leur lui ma mais me mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous c d j l a m n s t y est sont plus'.split(
    ' ',
  ),
)

function isTelling(word: string): boolean {
  return word !== '' && !silent.has(word)
}

/** Words to look for in full text: folded, telling, at most `most`. */
export function tellingWords(text: string, most = 12): string[] {
  return [...new Set(foldText(text).split(' ').filter(isTelling))].slice(0, most)
}

/** From 0 (nothing in common) to 1 (the same pieces). */
export function similarityOf(one: readonly string[], other: readonly string[]): number {
  const known = new Set(one)
  const shared = other.filter((piece) => known.has(piece)).length
  const all = known.size + other.length - shared
  return all === 0 ? 0 : shared / all
}
