import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation, Party } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { PartPage } from './part-page.tsx'

export interface PartyPageProps {
  readonly cooperation: Cooperation
  readonly party: Party
  /** The person writes what another authority told the town: where it said so is asked. */
  readonly speaksForAnother: boolean
  readonly isConfirmationAwaited: boolean
  /** First day without the agreement for who gives notice today; null when there is none. */
  readonly exitOn: CalendarDate | null
  readonly isInForce: boolean
  readonly publishState: FormState
  readonly leaveState: FormState
}

/** What a party says for itself: its page, its confirmation, its departure. */
export function PartyPage(props: PartyPageProps & { readonly shell: Shell }) {
  const { cooperation, party, shell } = props
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={party.name}>
      <Publication {...props} />
      <section aria-labelledby="confirmation">
        <h2 id="confirmation">{t('party.confirm')}</h2>
        {props.isConfirmationAwaited ? (
          <form method="post" action={cooperationsPaths.confirm(cooperation.slug, party.id)}>
            <p>{t('party.confirm_means')}</p>
            <button class="button" type="submit">
              {t('party.confirm_do')}
            </button>
          </form>
        ) : (
          <p class="muted">{t('party.confirm_none')}</p>
        )}
      </section>
      <Departure {...props} />
    </PartPage>
  )
}

function Publication({
  cooperation,
  party,
  speaksForAnother,
  publishState,
  shell,
}: PartyPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  const agreed = party.publishesOn !== null
  return (
    <section aria-labelledby="publication">
      <h2 id="publication">{t('party.publish')}</h2>
      <p>{t('party.publish_means')}</p>
      <form method="post" action={cooperationsPaths.publish(cooperation.slug, party.id)} noValidate>
        {Object.keys(publishState.errors).length > 0 ? (
          <ErrorSummary state={publishState} locale={shell.locale} />
        ) : null}
        {speaksForAnother ? (
          <TextField name="motif" label={t('party.told_by')} state={publishState} required />
        ) : null}
        <button
          class={agreed ? 'button-quiet' : 'button'}
          type="submit"
          name="accord"
          value={agreed ? 'non' : 'oui'}
        >
          {t(agreed ? 'party.withdraw' : 'party.agree')}
        </button>
      </form>
    </section>
  )
}

function Departure({
  cooperation,
  party,
  exitOn,
  isInForce,
  leaveState,
  shell,
}: PartyPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  return (
    <section aria-labelledby="depart">
      <h2 id="depart">{t('party.leave')}</h2>
      {party.leftOn ? (
        <p>{t('party.leaving', { day: formatDay(party.leftOn, shell.locale), reason: party.leftReason })}</p>
      ) : isInForce ? (
        <>
          <p>
            {exitOn
              ? t('party.leave_means', { day: formatDay(exitOn, shell.locale) })
              : t('party.leave_never')}
          </p>
          <form method="post" action={cooperationsPaths.leave(cooperation.slug, party.id)} noValidate>
            {Object.keys(leaveState.errors).length > 0 ? (
              <ErrorSummary state={leaveState} locale={shell.locale} />
            ) : null}
            <TextField
              name="preavis_le"
              label={t('party.notice_on')}
              type="date"
              size="short"
              state={leaveState}
              required
            />
            <TextArea name="motif_depart" label={t('party.reason')} rows={3} state={leaveState} required />
            <button class="button-danger" type="submit">
              {t('party.leave_do')}
            </button>
          </form>
        </>
      ) : (
        <p class="muted">{t('party.leave_none')}</p>
      )}
    </section>
  )
}
