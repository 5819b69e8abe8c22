export type Section = 'META' | 'PROJECTS' | 'VOTES'

/** The section that begins with this record; null for any other record. */
export function sectionOf(fields: readonly string[]): Section | null {
  const [first = '', ...more] = fields
  if (more.some((field) => field !== '')) return null
  const name = first.toUpperCase()
  return name === 'META' || name === 'PROJECTS' || name === 'VOTES' ? name : null
}
