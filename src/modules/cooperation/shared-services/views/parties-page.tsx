import { CheckField } from '#web/form.tsx'
import { presenceOn } from '../movements.rules.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { AuthorityFields } from './authority-fields.tsx'
import { movementText, partyName } from './pieces.tsx'
import { ListPage, type ListProps, Rows } from './prepared-lists.tsx'

/** Who shares the service, who comes, who leaves, and who left. */
export function PartiesPage(props: ListProps) {
  const { shell, file, today, state } = props
  const t = sharedServicesWords(shell.locale)
  const { code, status } = file.service
  const isPrepared = status === 'prepared'
  const rowOf = (party: Party) => ({
    id: party.id,
    text: partyName(party, t),
    note: [
      party.isHost ? t('party.host') : t('party.beneficiary'),
      party.isTown ? t('party.town') : '',
      movementText(party, today, shell.locale),
      party.reference,
    ]
      .filter((text) => text !== '')
      .join(' · '),
    link:
      props.isOpen && status === 'running' && !party.isHost
        ? { href: paths.departure(code, party.reference), text: t('departure.open') }
        : null,
  })
  const gone = file.parties.filter((party) => presenceOn(party, today) === 'gone')
  return (
    <ListPage
      {...props}
      title={t('parties.title')}
      lead={t(isPrepared ? 'parties.lead' : 'parties.lead_running')}
      empty={t('parties.empty')}
      rows={file.parties.filter((party) => !gone.includes(party)).map(rowOf)}
      action={paths.parties(code)}
      removal={props.isOpen && isPrepared ? paths.parties(code) : null}
      addLabel={t('parties.add')}
      isOpen={props.isOpen && isPrepared}
      below={
        <>
          {gone.length === 0 ? null : (
            <>
              <h2>{t('parties.gone')}</h2>
              <Rows rows={gone.map(rowOf)} removal={null} t={t} />
            </>
          )}
          {props.isOpen && status === 'running' ? (
            <p>
              <a class="button" href={paths.admission(code)}>
                {t('admission.title')}
              </a>
            </p>
          ) : null}
        </>
      }
    >
      <AuthorityFields shell={shell} state={state} />
      <CheckField name="accueil" label={t('field.host')} state={state} />
      <CheckField name="notre_ville" label={t('field.our_town', { town: shell.town.name })} state={state} />
      {shell.town.isDemo ? <CheckField name="fictive" label={t('field.fictional')} state={state} /> : null}
    </ListPage>
  )
}
