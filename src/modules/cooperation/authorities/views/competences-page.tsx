import type { CalendarDate } from '#kernel/calendar-date.ts'
import { lawPaths, valueText } from '#modules/steering/law/law.public.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { authoritiesPaths } from '../authorities.paths.ts'
import { type AuthoritiesWords, authoritiesWords } from '../authorities.words.ts'
import type { CompetenceRow } from '../competences.queries.ts'
import { leadAuthorities } from '../lead-authorities.rules.ts'

interface CompetencesPageProps {
  readonly competences: readonly CompetenceRow[]
  readonly today: CalendarDate
  readonly canImport: boolean
}

/** Every competence of the file, and the lead authorities of the law. */
export function CompetencesPage({
  shell,
  competences,
  today,
  canImport,
}: CompetencesPageProps & { readonly shell: Shell }) {
  const t = authoritiesWords(shell.locale)
  return (
    <Page shell={shell} title={t('competences.title')}>
      <p class="crumb">
        <a href={authoritiesPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('competences.title')}</h1>
      <p class="lead">{t('competences.lead')}</p>
      <h2>{t('competences.list')}</h2>
      {competences.length === 0 ? <p class="empty">{t('competences.none')}</p> : null}
      <ul>
        {competences.map(({ slug, name, count }) => (
          <li>
            <a href={authoritiesPaths.competence(slug)}>{name}</a>{' '}
            <span class="muted">{t('competences.count', { count })}</span>
          </li>
        ))}
      </ul>
      {canImport ? (
        <p>
          <a class="button-quiet" href={authoritiesPaths.importCompetences()}>
            {t('competences.import')}
          </a>
        </p>
      ) : null}
      <Leads today={today} shell={shell} t={t} />
    </Page>
  )
}

function Leads({
  today,
  shell,
  t,
}: {
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: AuthoritiesWords
}) {
  return (
    <section aria-labelledby="chefs-de-file">
      <h2 id="chefs-de-file">{t('competences.lead_title')}</h2>
      <p>
        {t('competences.lead_note')} <a href={lawPaths.rule('INT-04')}>{t('competences.read_rule')}</a>
      </p>
      <TableScroll label={t('competences.lead_title')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('competences.field')}</th>
              <th scope="col">{t('competences.lead_authority')}</th>
            </tr>
          </thead>
          <tbody>
            {leadAuthorities(today).map(({ field, rank }) => (
              <tr>
                <th scope="row">{valueText(field, null, shell.locale)}</th>
                <td>{valueText(rank, null, shell.locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}
