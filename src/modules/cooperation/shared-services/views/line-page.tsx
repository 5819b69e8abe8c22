import { ErrorSummary, type FormState, RadioField, TextArea } from '#web/form.tsx'
import { formatDay, formatInstant, formatNumber } from '#web/formats.ts'
import { contestState, type Message, type UnitLine } from '../lines.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { stateText } from './lines-page.tsx'
import { Fact, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface LinePageProps {
  readonly file: ServiceFile
  readonly line: UnitLine
  readonly messages: readonly Message[]
  readonly canContest: boolean
  readonly canWrite: boolean
  readonly canSettle: boolean
  readonly today: Parameters<typeof contestState>[1]
  readonly state: FormState
}

type Props = LinePageProps & InShell

export function LinePage(props: Props) {
  const { shell, file, line, today, state, canContest } = props
  const t = sharedServicesWords(shell.locale)
  const party = file.parties.find(({ id }) => id === line.partyId)
  const unit = file.units.find(({ id }) => id === line.unitId)
  const { code } = file.service
  return (
    <ServicePage
      shell={shell}
      service={file.service}
      title={t('line.title', { proof: line.proof })}
      width="reading"
    >
      <p>
        <span class="badge" data-state={line.contest ? 'pending' : 'met'}>
          {stateText(line, today, t)}
        </span>
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <dl class="facts">
        <Fact term={t('field.party')}>{party ? partyName(party, t) : ''}</Fact>
        <Fact term={t('lines.day')}>{formatDay(line.day, shell.locale)}</Fact>
        <Fact term={t('lines.unit')}>{unit?.label}</Fact>
        <Fact term={t('lines.quantity')}>{formatNumber(line.quantity, shell.locale)}</Fact>
        <Fact term={t('line.weighted')}>
          {formatNumber(line.quantity * (unit?.weight ?? 1), shell.locale)}
        </Fact>
        <Fact term={t('line.source')}>
          {t(`source.${line.source}`)}, {line.recordedByName}
        </Fact>
        {line.reversedById === null ? null : (
          <Fact term={t('line.reversed_by')}>
            <a href={paths.line(code, line.reversedById)}>
              {t('line.reversal_named', { id: line.reversedById })}
            </a>
          </Fact>
        )}
        {line.reversesId === null ? null : (
          <Fact term={t('line.reverses')}>
            <a href={paths.line(code, line.reversesId)}>
              {t('line.reversal_named', { id: line.reversesId })}
            </a>
          </Fact>
        )}
      </dl>
      {line.contest ? <Thread {...props} t={t} /> : null}
      {!line.contest && canContest ? (
        <section aria-labelledby="contester">
          <h2 id="contester">{t('contest.title')}</h2>
          <p>{t('contest.lead', { count: file.service.answerDays })}</p>
          <MessageForm
            action={paths.contest(code, line.id)}
            label={t('contest.reasons')}
            button={t('contest.do')}
            state={state}
          />
        </section>
      ) : null}
    </ServicePage>
  )
}

function MessageForm({
  action,
  label,
  button,
  state,
}: {
  action: string
  label: string
  button: string
  state: FormState
}) {
  return (
    <form method="post" action={action}>
      <TextArea name="message" label={label} state={state} required />
      <button class="button" type="submit">
        {button}
      </button>
    </form>
  )
}

function Thread({
  file,
  line,
  messages,
  canWrite,
  canSettle,
  today,
  state,
  shell,
  t,
}: Props & { readonly t: SharedServicesWords }) {
  const { contest } = line
  if (!contest) return null
  const { code } = file.service
  const isOpen = contest.outcome === null
  return (
    <section aria-labelledby="echange">
      <h2 id="echange">{t('contest.thread')}</h2>
      <p class={contestState(contest, today) === 'late' ? 'alert' : undefined}>
        {isOpen
          ? t(contestState(contest, today) === 'late' ? 'contest.was_due' : 'contest.due', {
              day: formatDay(contest.dueOn, shell.locale),
            })
          : t('contest.closed', { day: formatDay(contest.closedOn ?? contest.dueOn, shell.locale) })}
      </p>
      <ol class="timeline">
        {messages.map((message) => (
          <li>
            <strong>{message.authorName}</strong>{' '}
            <span class="muted">{formatInstant(message.writtenAt, shell.locale)}</span>
            <p class="as-written">{message.body}</p>
          </li>
        ))}
      </ol>
      {isOpen && canSettle ? (
        <form method="post" action={paths.settlement(code, line.id)}>
          <RadioField
            name="sens"
            label={t('contest.answer')}
            choices={(['upheld', 'rejected'] as const).map((value) => ({
              value,
              label: t(`contest.answer_${value}`),
            }))}
            state={state}
            required
          />
          <TextArea name="message" label={t('contest.reasons')} state={state} required />
          <p class="button-row">
            <button class="button" type="submit">
              {t('contest.settle')}
            </button>{' '}
            <button
              class="button-quiet"
              type="submit"
              formAction={paths.message(code, line.id)}
              formNoValidate
            >
              {t('contest.only_write')}
            </button>
          </p>
        </form>
      ) : null}
      {isOpen && canWrite && !canSettle ? (
        <MessageForm
          action={paths.message(code, line.id)}
          label={t('contest.write')}
          button={t('contest.send')}
          state={state}
        />
      ) : null}
    </section>
  )
}
