import type { Locale } from '#kernel/locale.ts'
import { lawPaths } from '#modules/steering/law/law.public.ts'
import type { Shell } from '#web/shell.ts'
import { type DraftPart, draftParts, processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import type { ProcessesWords } from '../processes.words.ts'
import type { Lack, Readiness } from '../promise.rules.ts'

/** In which part of the draft each thing that lacks is mended. */
const partOf: Readonly<Record<Lack, DraftPart>> = {
  decider: 'cadre',
  level: 'cadre',
  electorate: 'cadre',
  phases: 'calendrier',
  calendar: 'calendrier',
  barred: 'calendrier',
  promise: 'promesse',
  publicity: 'information',
}

interface ChecklistProps {
  readonly process: Process
  readonly readiness: Readiness
  readonly canEdit: boolean
  readonly shell: Shell
  readonly t: ProcessesWords
}

/** What is written and what lacks before the promise may be signed, part by part. */
export function DraftChecklist({ process, readiness, canEdit, shell, t }: ChecklistProps) {
  return (
    <section class="card" aria-labelledby="preparation">
      <h2 id="preparation">{t('draft.title')}</h2>
      <p>{readiness.lacks.length === 0 ? t('draft.ready') : t('draft.lead')}</p>
      <ul class="checklist">
        {draftParts.map((part) => {
          const lacks = readiness.lacks.filter((lack) => partOf[lack] === part)
          return (
            <li>
              <span class="badge" data-state={lacks.length === 0 ? 'met' : 'pending'}>
                {lacks.length === 0 ? t('draft.done') : t('draft.to_do')}
              </span>
              <span>
                {canEdit ? (
                  <a href={processesPaths.edit(process.slug, part)}>{t(`part.${part}`)}</a>
                ) : (
                  t(`part.${part}`)
                )}
                {lacks.map((lack) => (
                  <span class="sub">
                    <LackText lack={lack} readiness={readiness} locale={shell.locale} t={t} />
                  </span>
                ))}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What lacks, in the words of the law where it is the law that asks. */
function LackText({
  lack,
  readiness,
  locale,
  t,
}: {
  readonly lack: Lack
  readonly readiness: Readiness
  readonly locale: Locale
  readonly t: ProcessesWords
}) {
  const answer =
    lack === 'publicity'
      ? readiness.publicity
      : lack === 'level'
        ? readiness.level
        : lack === 'barred'
          ? readiness.barred?.answer
          : undefined
  if (!answer) return <>{t(`lack.${lack}`)}</>
  return (
    <>
      {t(`lack.${lack}`)} {answer.cure?.[locale]} <a href={lawPaths.rule(answer.rule)}>{answer.article}</a>
    </>
  )
}
