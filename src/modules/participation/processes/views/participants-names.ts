import type { District } from '../processes.rules.ts'
import type { ProcessesWords } from '../processes.words.ts'
import type { Dimension } from '../who-took-part.rules.ts'

/** The name of a category as people read it; of null, that it was not given. */
export function nameOf(
  dimension: Dimension,
  category: string | null,
  districts: readonly District[],
  t: ProcessesWords,
): string {
  if (category === null) return t('people.unknown')
  if (dimension === 'district') return districts.find(({ id }) => id === category)?.name ?? category
  return names(t)[category] ?? category
}

function names(t: ProcessesWords): Readonly<Record<string, string>> {
  return {
    online: t('channel.online'),
    paper: t('channel.paper'),
    in_person: t('channel.in_person'),
    woman: t('gender.woman'),
    man: t('gender.man'),
    other: t('gender.other'),
    '0_14': t('age.0_14'),
    '15_29': t('age.15_29'),
    '30_44': t('age.30_44'),
    '45_59': t('age.45_59'),
    '60_74': t('age.60_74'),
    '75_plus': t('age.75_plus'),
  }
}
