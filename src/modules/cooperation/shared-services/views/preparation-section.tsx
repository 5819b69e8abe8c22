import { TextField } from '#web/form.tsx'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type StartCondition, startConditions } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, partyName } from './pieces.tsx'
import type { ServicePageProps } from './service-page.tsx'

/** What a service needs before it starts: what is done, what lacks, and where it is done. */
export function PreparationSection({
  file,
  lacking,
  writable,
  step,
  today,
  state,
  shell,
}: ServicePageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const { code } = file.service
  const places: Readonly<Record<StartCondition, string>> = {
    parties: paths.parties(code),
    host: paths.parties(code),
    units: paths.units(code),
    baselines: paths.show(code),
    forecast: paths.forecast(code),
    key: paths.keys(code),
    impact_sheet: paths.edit(code),
    opinions: paths.opinions(code),
  }
  const isAsked = (condition: StartCondition) =>
    file.service.legalForm === 'service_commun' || (condition !== 'impact_sheet' && condition !== 'opinions')
  return (
    <section aria-labelledby="avant" class="card" data-part="II">
      <h2 id="avant">{t('start.title')}</h2>
      <p>{t('start.lead')}</p>
      <ul class="rows">
        {startConditions.filter(isAsked).map((condition) => {
          const isMet = !lacking.includes(condition)
          return (
            <li>
              <p>
                <span class="badge" data-state={isMet ? 'met' : 'pending'}>
                  {t(isMet ? 'start.met' : 'start.lacking')}
                </span>{' '}
                {condition === 'baselines' ? (
                  t('start.baselines')
                ) : (
                  <a href={places[condition]}>{t(`start.${condition}`)}</a>
                )}
                {condition === 'baselines' && file.parties.length > 0 ? (
                  <span class="sub">
                    {file.parties.map((party, index) => (
                      <>
                        {index > 0 ? ' · ' : ''}
                        {writable.has(party.id) ? (
                          <a href={paths.baseline(code, party.reference)}>{partyName(party, t)}</a>
                        ) : (
                          partyName(party, t)
                        )}
                        {` (${t(file.baselined.has(party.id) ? 'start.entered' : 'start.awaited')})`}
                      </>
                    ))}
                  </span>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
      {step === 'start' && lacking.length === 0 ? (
        <form method="post" action={paths.start(code)}>
          <TextField
            name="le"
            label={t('start.on')}
            type="date"
            size="short"
            state={{ ...state, values: { le: today, ...state.values } }}
          />
          <button class="button" type="submit">
            {t('start.do')}
          </button>
        </form>
      ) : null}
    </section>
  )
}
