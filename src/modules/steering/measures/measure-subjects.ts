import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { isStep } from './life-cycle.rules.ts'
import { listMeasureNames } from './measure-subjects.queries.ts'
import { measuresPaths } from './measures.paths.ts'
import { canSeeMeasure } from './measures.permissions.ts'
import { measuresWords } from './measures.words.ts'

/** Measures as the subjects of acts: only those that the reader may see. */
export const measureSubjects: JournalSubjects = {
  kind: 'measure',
  async find({ db, actor, locale }, ids) {
    const t = measuresWords(locale)
    const names = await listMeasureNames(db, ids)
    return new Map(
      names
        .filter((measure) => canSeeMeasure(actor, measure.status))
        .map((measure) => [
          measure.id,
          {
            label: measure.title,
            href: measuresPaths.show(measure.code),
            nameAct: (act: string) => (isStep(act) ? t(`act.${act}`) : t('act.propose')),
          },
        ]),
    )
  },
}
