import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { ProcessActDone } from '../process-page.queries.ts'
import { processesWords } from '../processes.words.ts'
import { isProcessAct } from '../promise.rules.ts'

/** The official acts on the process, oldest first. */
export function History({
  acts,
  shell,
}: {
  readonly acts: readonly ProcessActDone[]
  readonly shell: Shell
}) {
  const t = processesWords(shell.locale)
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">{t('page.history')}</h2>
      <ol class="timeline">
        {acts.map((act) => (
          <li>
            <strong>{isProcessAct(act.act) ? t(`act.${act.act}`) : t('act.prepare')}</strong>{' '}
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
