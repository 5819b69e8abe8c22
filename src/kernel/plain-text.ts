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

/**
 * The segment of an address that a title gives: behind the prefix where the site keeps that segment for itself, `bare` for a title
 * without any letter.
 */
export function segmentOf(
  title: string,
  reserved: ReadonlySet<string>,
  prefix: string,
  bare: string = prefix,
): string {
  const slug = slugOf(title)
  if (slug === '') return bare
  return reserved.has(slug) ? `${prefix}-${slug}` : slug
}
