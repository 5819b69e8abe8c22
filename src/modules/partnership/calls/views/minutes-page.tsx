import { TextArea } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { callsWords } from '../calls.words.ts'
import type { Judged } from '../scenarios.actions.ts'
import { byId } from './file-names.ts'
import { JurorTable, RankingTable } from './ranking-page.tsx'

export interface MinutesPageProps {
  readonly judged: Judged
  readonly applications: readonly Application[]
  readonly minutes: string
  readonly canWrite: boolean
}

/**
 * The minutes of the jury: who sat, who stepped aside and why, what each file got. Made to be printed and signed. Whoever stepped aside from a
 * file reads its marks once they cannot change any more.
 */
export function MinutesPage({
  shell,
  judged,
  applications,
  minutes,
  canWrite,
}: MinutesPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const { call, jurors } = judged.offer
  const names = byId(applications)
  const recusals = judged.reviews.filter(({ state }) => state === 'recused')
  const ineligible = applications.filter(({ status }) => status === 'ineligible')
  return (
    <Page shell={shell} title={t('minutes.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('minutes.title')}</h1>
      <p class="lead">{call.title}</p>
      <h2>{t('minutes.members')}</h2>
      <ul>
        {jurors.map((juror) => (
          <li>
            {juror.name}
            {juror.isChair ? `, ${t('jury.chair')}` : ''}
          </li>
        ))}
      </ul>
      <h2>{t('minutes.recusals')}</h2>
      {recusals.length === 0 ? <p>{t('minutes.no_recusal')}</p> : null}
      <ul>
        {recusals.map((review) => (
          <li>
            {review.juror} : {names.get(review.applicationId)?.number}.{' '}
            {names.get(review.applicationId)?.applicantName}
          </li>
        ))}
      </ul>
      <h2>{t('minutes.files')}</h2>
      <p>
        {t('minutes.count', {
          received: applications.length,
          ineligible: ineligible.length,
          judged: judged.ranking.length,
        })}
      </p>
      <RankingTable
        judged={judged}
        applications={applications}
        hidden={call.status === 'jury' ? judged.setAside : new Set()}
        shell={shell}
        t={t}
      />
      <JurorTable judged={judged} shell={shell} t={t} />
      <h2>{t('minutes.remarks')}</h2>
      {canWrite ? (
        <form method="post" action={callsPaths.minutes(call.code)} noValidate>
          <TextArea
            name="compte_rendu"
            label={t('minutes.write')}
            rows={6}
            state={{ values: { compte_rendu: minutes }, errors: {} }}
          />
          <button class="button" type="submit">
            {t('form.save')}
          </button>
        </form>
      ) : (
        <p class="as-written">{minutes || t('minutes.none')}</p>
      )}
    </Page>
  )
}
