import { ErrorSummary, type FormState, RadioField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { SharingKey } from '../keys.rules.ts'
import { boundParties } from '../movements.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { keyText } from './keys-page.tsx'
import { Fact, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface KeyPageProps {
  readonly file: ServiceFile
  readonly sharingKey: SharingKey
  readonly canKeep: boolean
  /** Parties whose council's decision this person records. */
  readonly voters: ReadonlySet<string>
  readonly state: FormState
}

type Props = KeyPageProps & InShell

export function KeyPage(props: Props) {
  const { shell, file, sharingKey: key, canKeep, state } = props
  const t = sharedServicesWords(shell.locale)
  const { code } = file.service
  const remainderTo = file.parties.find(({ reference }) => reference === key.remainder)
  return (
    <ServicePage
      shell={shell}
      service={file.service}
      title={t('keys.named', { number: key.number, year: key.fromYear })}
    >
      <p>
        <span class="badge" data-state={key.status === 'adopted' ? 'met' : 'pending'}>
          {t(`key_status.${key.status}`)}
        </span>
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <dl class="facts">
        <Fact term={t('field.method')}>{t(`method.${key.method}`)}</Fact>
        <Fact term={t('field.weights')}>{keyText(key, t)}</Fact>
        <Fact term={t('field.remainder')}>
          {remainderTo ? t('remainder.to', { name: remainderTo.name }) : t('remainder.largest')}
        </Fact>
        {key.proposedOn === null ? null : (
          <Fact term={t('keys.proposed_on')}>{formatDay(key.proposedOn, shell.locale)}</Fact>
        )}
        {key.settledOn === null ? null : (
          <Fact term={t('keys.settled_on')}>{formatDay(key.settledOn, shell.locale)}</Fact>
        )}
        {key.reason === '' ? null : <Fact term={t('field.reason')}>{key.reason}</Fact>}
      </dl>
      {key.status === 'draft' && canKeep ? (
        <div class="button-row">
          <form method="post" action={paths.keyStep(code, key.number, 'proposition')}>
            <button class="button" type="submit">
              {t('keys.propose')}
            </button>
          </form>
          <form method="post" action={paths.keyStep(code, key.number, 'suppression')}>
            <button class="button-quiet" type="submit">
              {t('keys.drop')}
            </button>
          </form>
        </div>
      ) : null}
      {key.status === 'draft' ? null : <Votes {...props} t={t} />}
    </ServicePage>
  )
}

function Votes({
  shell,
  file,
  sharingKey: key,
  voters,
  state,
  t,
}: Props & { readonly t: SharedServicesWords }) {
  const bound = boundParties(file.parties, key.fromYear)
  const voteOf = (party: Party) => key.adoptions.find(({ partyId }) => partyId === party.id)
  const open = key.status === 'proposed' ? bound.filter((party) => !voteOf(party)) : []
  const mine = open.filter(({ id }) => voters.has(id))
  return (
    <section aria-labelledby="votes">
      <h2 id="votes">{t('votes.title')}</h2>
      <ul class="rows">
        {file.parties
          .filter((party) => bound.includes(party) || voteOf(party))
          .map((party) => {
            const vote = voteOf(party)
            return (
              <li>
                <p>
                  {partyName(party, t)}
                  <span class="sub">
                    {vote
                      ? t('votes.recorded', {
                          deliberation: vote.deliberation,
                          day: formatDay(vote.decidedOn, shell.locale),
                        })
                      : t('votes.awaited')}
                  </span>
                </p>
                {vote ? (
                  <span class="badge" data-state={vote.verdict === 'adopted' ? 'met' : 'unmet'}>
                    {t(`vote.${vote.verdict}`)}
                  </span>
                ) : null}
              </li>
            )
          })}
      </ul>
      {mine.length === 0 ? null : (
        <>
          <h2>{t('votes.record')}</h2>
          <p>{t('votes.record_lead')}</p>
          <form method="post" action={paths.keyStep(file.service.code, key.number, 'votes')}>
            <RadioField
              name="partie"
              label={t('field.council')}
              choices={mine.map((party) => ({ value: party.id, label: partyName(party, t) }))}
              state={state}
              required
            />
            <RadioField
              name="sens"
              label={t('field.decision')}
              choices={(['adopted', 'refused'] as const).map((value) => ({
                value,
                label: t(`vote.${value}`),
              }))}
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
            <TextField
              name="decide_le"
              label={t('field.decided_on')}
              type="date"
              size="short"
              state={state}
              required
            />
            <button class="button" type="submit">
              {t('votes.record')}
            </button>
          </form>
        </>
      )}
    </section>
  )
}
