import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { listProcessNames } from './process-list.queries.ts'
import { processesPaths } from './processes.paths.ts'
import { canSeeProcess } from './processes.permissions.ts'
import { processesWords } from './processes.words.ts'
import { isProcessAct } from './promise.rules.ts'

/** Processes as the subjects of acts: only those that the reader may see. */
export const processSubjects: JournalSubjects = {
  kind: 'process',
  async find({ db, actor, locale }, ids) {
    const t = processesWords(locale)
    const names = await listProcessNames(db, ids)
    return new Map(
      names
        .filter((process) => canSeeProcess(actor, process))
        .map((process) => [
          process.id,
          {
            label: process.title,
            href: processesPaths.show(process.slug),
            nameAct: (act: string) => (isProcessAct(act) ? t(`act.${act}`) : t('act.prepare')),
          },
        ]),
    )
  },
}

/** The dates of elections and the reference population, which everybody may read. */
export const campaignSubjects: JournalSubjects = {
  kind: 'election_campaign',
  async find({ locale }, ids) {
    const t = processesWords(locale)
    const subject = {
      label: t('campaigns.title'),
      href: processesPaths.campaigns(),
      nameAct: () => t('act.set_campaign'),
    }
    return new Map(ids.map((id) => [id, subject]))
  },
}

export const populationSubjects: JournalSubjects = {
  kind: 'population_reference',
  async find({ locale }, ids) {
    const t = processesWords(locale)
    const subject = {
      label: t('population.title'),
      href: processesPaths.population(),
      nameAct: () => t('act.set_population'),
    }
    return new Map(ids.map((id) => [id, subject]))
  },
}
