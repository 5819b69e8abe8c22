/** The text without accents, capitals or double spaces: what people search in, and what they type. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** A short name for addresses: `Maison de l’ESS` gives `maison-de-l-ess`. */
export function slugOf(text: string, longest = 60): string {
  return foldText(text).slice(0, longest).trim().replaceAll(' ', '-')
}
