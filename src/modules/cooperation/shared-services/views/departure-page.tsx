import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { presenceOn } from '../movements.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { euros, Fact, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface DeparturePageProps {
  readonly file: ServiceFile
  readonly party: Party
  readonly canGiveNotice: boolean
  readonly canKeep: boolean
  /** First last day for a notice given today. */
  readonly first: CalendarDate
  readonly today: CalendarDate
  readonly noticeState: FormState
  readonly exitState: FormState
}

type Props = DeparturePageProps & InShell

/** A party leaves: when, by which deliberation, and what it pays for it. */
export function DeparturePage(props: Props) {
  const { shell, file, party } = props
  const t = sharedServicesWords(shell.locale)
  const title = t('departure.title', { name: partyName(party, t) })
  return (
    <ServicePage shell={shell} service={file.service} title={title} width="reading">
      <p class="lead">{t('departure.lead')}</p>
      <p>{t(`moving_year.${file.service.movingYear}_means`)}</p>
      {party.leavesOn === null ? <Notice {...props} /> : <Given {...props} leavesOn={party.leavesOn} />}
    </ServicePage>
  )
}

function Notice({ shell, file, party, canGiveNotice, first, noticeState: state }: Props) {
  const t = sharedServicesWords(shell.locale)
  const { code, noticeMonths } = file.service
  if (!canGiveNotice) return <p class="empty">{t('departure.none')}</p>
  return (
    <>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.departure(code, party.reference)}>
        <TextField
          name="preavis_le"
          label={t('field.notice_on')}
          type="date"
          size="short"
          state={state}
          required
        />
        <TextField
          name="quitte_le"
          label={t('field.leaves_on')}
          hint={t('field.leaves_on_hint', { count: noticeMonths, day: formatDay(first, shell.locale) })}
          type="date"
          size="short"
          state={state}
          required
        />
        <TextField
          name="deliberation"
          label={t('field.deliberation')}
          hint={t('field.deliberation_hint')}
          size="short"
          state={state}
          required
        />
        <button class="button-danger" type="submit">
          {t('departure.do')}
        </button>
      </form>
    </>
  )
}

function Given(props: Props & { readonly leavesOn: CalendarDate }) {
  const { shell, file, party, today, leavesOn, exitState: state, canKeep, canGiveNotice } = props
  const t = sharedServicesWords(shell.locale)
  const { code, status } = file.service
  const isStated = file.statements.some(({ year }) => String(year) >= leavesOn.slice(0, 4))
  return (
    <>
      <dl class="facts">
        {party.noticeOn === null ? null : (
          <Fact term={t('field.notice_on')}>{formatDay(party.noticeOn, shell.locale)}</Fact>
        )}
        <Fact term={t('field.leaves_on')}>{formatDay(leavesOn, shell.locale)}</Fact>
        <Fact term={t('field.deliberation')}>{party.leavesBy}</Fact>
        <Fact term={t('departure.exit_cost')}>
          {party.exitCents === 0 ? t('departure.no_exit_cost') : euros(party.exitCents, shell.locale)}
          {party.exitReason === '' ? null : <span class="muted">{party.exitReason}</span>}
        </Fact>
      </dl>
      {canKeep && !isStated ? (
        <>
          <h2>{t('departure.exit_cost')}</h2>
          <p>{t('departure.exit_lead')}</p>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={`${paths.departure(code, party.reference)}/frais`}>
            <TextField
              name="montant"
              label={t('field.exit_amount')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextArea
              name="motif"
              label={t('field.exit_reason')}
              hint={t('field.exit_reason_hint')}
              state={state}
              rows={3}
            />
            <button class="button" type="submit">
              {t('form.save')}
            </button>
          </form>
        </>
      ) : null}
      {canGiveNotice && status === 'running' && presenceOn(party, today) === 'leaving' ? (
        <form method="post" action={`${paths.departure(code, party.reference)}/retrait`}>
          <p>{t('departure.withdraw_lead')}</p>
          <button class="button-quiet" type="submit">
            {t('departure.withdraw')}
          </button>
        </form>
      ) : null}
    </>
  )
}
