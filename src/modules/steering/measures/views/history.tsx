import { formatDay } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { isStep } from '../life-cycle.rules.ts'
import type { StepTaken } from '../measure-sheet.queries.ts'
import { measuresWords } from '../measures.words.ts'

/** The official acts on the measure, oldest first. */
export function History({
  acts,
  shell,
}: {
  readonly acts: readonly StepTaken[]
  readonly shell: InLanguage
}) {
  const t = measuresWords(shell.locale)
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">{t('page.history')}</h2>
      <ol class="timeline">
        {acts.map((act) => (
          <li>
            <strong>{isStep(act.act) ? t(`act.${act.act}`) : t('act.propose')}</strong>{' '}
            <time datetime={act.actedOn}>{formatDay(act.actedOn, shell.locale)}</time>{' '}
            <span class="muted">{act.actorName}</span>
            {act.deliberation ? (
              <>
                {' · '}
                <a href={`/deliberations/${act.deliberation.id}`}>
                  {t('page.deliberation', { number: act.deliberation.number })}
                </a>
              </>
            ) : null}
            {act.reason ? <p>{act.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
