import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import type { Authority } from '../authorities.rules.ts'
import { authoritiesWords } from '../authorities.words.ts'
import type { AuthorityOfficer } from '../authority-officers.queries.ts'

export interface OfficersProps {
  readonly authority: Authority
  readonly list: readonly AuthorityOfficer[]
  /** Accounts that may be named; null for those who may name nobody. */
  readonly partners: readonly { readonly id: string; readonly name: string; readonly title: string }[] | null
  readonly today: CalendarDate
  readonly state: FormState
  readonly shell: Shell
}

/** Who speaks for the authority on this site, from a day to a day. */
export function Officers({ authority, list, partners, today, state, shell }: OfficersProps) {
  const t = authoritiesWords(shell.locale)
  return (
    <section aria-labelledby="representants">
      <h2 id="representants">{t('officers.title')}</h2>
      {list.length === 0 ? <p class="empty">{t('officers.none')}</p> : null}
      <ul class="rows">
        {list.map((officer) => (
          <li>
            <p>
              <strong>{officer.name}</strong> · {officer.function}
              <span class="sub">
                {officer.endsOn
                  ? t('officers.from_to', {
                      from: formatDay(officer.startsOn, shell.locale),
                      to: formatDay(officer.endsOn, shell.locale),
                    })
                  : t('officers.since', { from: formatDay(officer.startsOn, shell.locale) })}
              </span>
            </p>
            {partners && officer.endsOn === null ? (
              <form method="post" action={authoritiesPaths.endOfficer(authority, officer.id)}>
                <button class="button-quiet" type="submit">
                  {t('officers.end')}
                  <span class="hidden-text"> {officer.name}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {partners ? (
        <form method="post" action={authoritiesPaths.officers(authority)} class="card" noValidate>
          <h3>{t('officers.name')}</h3>
          <p>{t('officers.means')}</p>
          <ErrorSummary state={state} locale={shell.locale} />
          {partners.length === 0 ? <p class="empty">{t('officers.no_account')}</p> : null}
          <SelectField
            name="compte"
            label={t('officers.account')}
            empty={t('officers.choose')}
            state={state}
            choices={partners.map(({ id, name, title }) => ({ value: id, label: `${name} · ${title}` }))}
            required
          />
          <TextField name="fonction" label={t('officers.function')} state={state} required />
          <TextField
            name="depuis"
            label={t('officers.from')}
            type="date"
            size="short"
            state={{ ...state, values: { depuis: today, ...state.values } }}
            required
          />
          <button class="button" type="submit">
            {t('officers.save')}
          </button>
        </form>
      ) : null}
    </section>
  )
}
