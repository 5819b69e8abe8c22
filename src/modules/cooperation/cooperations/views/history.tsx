import { formatDay } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import type { ToldOnce } from '../told-acts.queries.ts'

/** The official acts on the cooperation, oldest first. */
export function History({ acts, shell }: { readonly acts: readonly ToldOnce[]; readonly shell: InLanguage }) {
  const t = cooperationsWords(shell.locale)
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">{t('page.history')}</h2>
      <ol class="timeline">
        {acts.map((act) => (
          <li>
            <strong>{t(`act.${act.act}`)}</strong>{' '}
            <time datetime={act.actedOn}>{formatDay(act.actedOn, shell.locale)}</time>{' '}
            <span class="muted">
              {act.actorName}
              {act.party ? ` · ${act.party}` : ''}
            </span>
            {act.toDepth ? (
              <p>
                {act.fromDepth ? `${t(`depth.${act.fromDepth}`)} → ` : ''}
                {t(`depth.${act.toDepth}`)}
              </p>
            ) : null}
            {act.reason ? <p class="typed">{act.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
