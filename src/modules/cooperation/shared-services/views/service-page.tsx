import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { TableScroll } from '#web/table.tsx'
import type { SharingKey } from '../keys.rules.ts'
import { presenceOn } from '../movements.rules.ts'
import type { GapYear } from '../outcomes.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { StartCondition } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { LevelsTable, promiseText } from './levels-table.tsx'
import { OutcomesSection, type PartyOutcomes } from './outcomes-section.tsx'
import { euros, Fact, type InShell, movementText, partyName } from './pieces.tsx'
import { PreparationSection } from './preparation-section.tsx'

export interface ServicePageProps {
  readonly file: ServiceFile
  readonly lacking: readonly StartCondition[]
  readonly keyInForce: SharingKey | null
  readonly years: readonly number[]
  /** Of the last reviewed year. */
  readonly outcomes: readonly PartyOutcomes[]
  readonly gaps: readonly GapYear[]
  readonly measure: { readonly label: string; readonly href: string } | null
  readonly canKeep: boolean
  readonly canEnter: boolean
  readonly canManageTokens: boolean
  /** Parties whose own figures this person writes. */
  readonly writable: ReadonlySet<string>
  readonly step: 'start' | 'end' | null
  readonly isOfTheTown: boolean
  readonly today: CalendarDate
  /** Parties whose departure this person may write. */
  readonly departures: ReadonlySet<string>
  readonly state: FormState
}

type Props = ServicePageProps & InShell

export function SharedServicePage(props: Props) {
  const { shell, file, state } = props
  const { service } = file
  const t = sharedServicesWords(shell.locale)
  return (
    <Page shell={shell} title={service.title} width="wide">
      <p class="crumb">
        <a href={paths.list()}>{t('list.title')}</a>
      </p>
      <h1>{service.title}</h1>
      <p>
        <span class="badge" data-status={service.status === 'running' ? 'running' : 'idea'}>
          {t(`status.${service.status}`)}
        </span>{' '}
        <span class="badge" data-part="II">
          {t(`form.${service.legalForm}`)}
        </span>
      </p>
      <p class="lead">{service.purpose}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <Links {...props} t={t} />
      {service.status === 'prepared' ? <PreparationSection {...props} /> : null}
      {service.status === 'prepared' ? null : <Years {...props} t={t} />}
      {service.status === 'prepared' ? null : (
        <OutcomesSection
          file={file}
          outcomes={props.outcomes}
          isOfTheTown={props.isOfTheTown}
          writable={props.writable}
          gaps={props.gaps}
          shell={shell}
        />
      )}
      {file.levels.length === 0 || file.readings.length === 0 ? null : (
        <section aria-labelledby="engagements">
          <h2 id="engagements">{t('levels.title')}</h2>
          <LevelsTable shell={shell} file={file} />
        </section>
      )}
      <Parties {...props} t={t} />
      <Sheet {...props} t={t} />
      {service.status === 'running' && props.step === 'end' ? <EndForm {...props} t={t} /> : null}
    </Page>
  )
}

function Links({ file, canKeep, canEnter, canManageTokens, t }: Props & { readonly t: SharedServicesWords }) {
  const { code, status } = file.service
  return (
    <p class="actions">
      {canEnter && status === 'running' ? (
        <>
          <a class="button" href={paths.newLine(code)}>
            {t('lines.new')}
          </a>{' '}
        </>
      ) : null}
      {status === 'prepared' ? null : (
        <>
          <a href={paths.lines(code)}>{t('lines.title')}</a>
          {' · '}
        </>
      )}
      <a href={paths.keys(code)}>{t('keys.title')}</a>
      {canKeep ? (
        <>
          {' · '}
          <a href={paths.edit(code)}>{t('page.edit')}</a>
        </>
      ) : null}
      {canManageTokens && status === 'running' ? (
        <>
          {' · '}
          <a href={paths.tokens(code)}>{t('tokens.title')}</a>
        </>
      ) : null}
    </p>
  )
}

function Years({ file, years, canKeep, shell, t }: Props & { readonly t: SharedServicesWords }) {
  const { code } = file.service
  return (
    <section aria-labelledby="annees">
      <h2 id="annees">{t('years.title')}</h2>
      {years.length === 0 ? (
        <p class="empty">{t('years.empty')}</p>
      ) : (
        <TableScroll label={t('years.title')} stack>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('years.year')}</th>
                <th scope="col">{t('years.statement')}</th>
                <th scope="col" class="number">
                  {t('years.total')}
                </th>
                <th scope="col">{t('years.review')}</th>
                <th scope="col">{t('years.contests')}</th>
              </tr>
            </thead>
            <tbody>
              {years.map((year) => {
                const statement = file.statements.find((each) => each.year === year)
                const review = file.reviews.find((each) => each.year === year)
                const open = file.openContests.filter((contest) => contest.year === year).length
                return (
                  <tr>
                    <th scope="row">
                      {year}
                      <span class="sub">
                        {canKeep && !statement ? (
                          <>
                            <a href={paths.costs(code, year)}>{t('years.costs', { year })}</a>
                            {' · '}
                          </>
                        ) : null}
                        <a href={paths.payments(code, year)}>{t('payments.title', { year })}</a>
                        {file.levels.length === 0 ? null : (
                          <>
                            {' · '}
                            <a href={paths.readings(code, year)}>{t('readings.title', { year })}</a>
                          </>
                        )}
                      </span>
                    </th>
                    <td data-label={t('years.statement')}>
                      <a href={paths.statement(code, year)}>
                        {statement
                          ? t('years.issued', { day: formatDay(statement.issuedOn, shell.locale) })
                          : t('years.provisional', { year })}
                      </a>
                    </td>
                    <td class="number" data-label={t('years.total')}>
                      {statement ? euros(statement.totalCents, shell.locale) : '–'}
                    </td>
                    <td data-label={t('years.review')}>
                      {statement ? (
                        <a href={paths.review(code, year)}>
                          {review
                            ? t('years.reviewed', { day: formatDay(review.reviewedOn, shell.locale) })
                            : t('years.to_review', { year })}
                        </a>
                      ) : (
                        '–'
                      )}
                    </td>
                    <td data-label={t('years.contests')}>
                      {open === 0 ? t('years.no_contest') : t('years.open_contests', { count: open })}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}

function Parties({
  file,
  today,
  departures,
  canKeep,
  isOfTheTown,
  shell,
  t,
}: Props & { readonly t: SharedServicesWords }) {
  const { code } = file.service
  const gone = file.parties.filter((party) => presenceOn(party, today) === 'gone')
  return (
    <section aria-labelledby="parties">
      <h2 id="parties">{t('parties.title')}</h2>
      {file.parties.length === 0 ? (
        <p class="empty">{t('parties.empty')}</p>
      ) : (
        <ul class="rows">
          {file.parties
            .filter((party) => !gone.includes(party))
            .map((party) => (
              <li>
                <p>
                  {partyName(party, t)}
                  <span class="sub">
                    {[
                      t(party.isHost ? 'party.host' : 'party.beneficiary'),
                      movementText(party, today, shell.locale),
                    ]
                      .filter((text) => text !== '')
                      .join(' · ')}
                  </span>
                  {departures.has(party.id) ? (
                    <span class="sub">
                      <a href={paths.departure(code, party.reference)}>
                        {t('departure.open')}
                        <span class="hidden-text"> {party.name}</span>
                      </a>
                    </span>
                  ) : null}
                </p>
                {file.baselines.some(({ partyId }) => partyId === party.id) ? (
                  <a href={paths.baseline(code, party.reference)}>
                    {t('baseline.of', { name: party.reference })}
                  </a>
                ) : null}
              </li>
            ))}
        </ul>
      )}
      {gone.length === 0 ? null : (
        <p class="muted">
          {t('parties.gone')}
          {' : '}
          {gone
            .map((party) => `${partyName(party, t)} (${movementText(party, today, shell.locale)})`)
            .join(', ')}
        </p>
      )}
      <p>
        {canKeep ? <a href={paths.parties(code)}>{t('parties.manage')}</a> : null}
        {isOfTheTown ? (
          <>
            {' · '}
            <a href={paths.officers(code)}>{t('officers.title')}</a>
          </>
        ) : null}
      </p>
    </section>
  )
}

function Sheet({ file, keyInForce, measure, shell, t }: Props & { readonly t: SharedServicesWords }) {
  const { service, units, levels, opinions } = file
  const { code } = service
  return (
    <section aria-labelledby="fiche">
      <h2 id="fiche">{t('sheet.title')}</h2>
      <dl class="facts">
        {service.startsOn === null ? null : (
          <Fact term={t('sheet.starts_on')}>{formatDay(service.startsOn, shell.locale)}</Fact>
        )}
        {service.endedOn === null ? null : (
          <Fact term={t('sheet.ended_on')}>{formatDay(service.endedOn, shell.locale)}</Fact>
        )}
        <Fact term={t('field.baseline_year')}>{service.baselineYear}</Fact>
        <Fact term={t('field.answer_days')}>{t('sheet.days', { count: service.answerDays })}</Fact>
        <Fact term={t('sheet.key')}>
          {keyInForce === null ? (
            t('sheet.no_key')
          ) : (
            <a href={paths.key(code, keyInForce.number)}>
              {t('keys.named', { number: keyInForce.number, year: keyInForce.fromYear })}
            </a>
          )}
        </Fact>
        {measure === null ? null : (
          <Fact term={t('field.measure')}>
            <a href={measure.href}>{measure.label}</a>
          </Fact>
        )}
        <Fact term={t('units.title')}>
          <a href={paths.units(code)}>{t('units.count', { count: units.length })}</a>
        </Fact>
        <Fact term={t('levels.title')}>
          <a href={paths.levels(code)}>
            {levels.length === 0
              ? t('sheet.none')
              : levels.map((level) => `${level.label} ${promiseText(level, t, shell)}`).join(', ')}
          </a>
        </Fact>
        <Fact term={t('opinions.title')}>
          <a href={paths.opinions(code)}>{t('opinions.count', { count: opinions.length })}</a>
        </Fact>
        <Fact term={t('forecast.title')}>
          <a href={paths.forecast(code)}>{t('forecast.count', { count: file.forecast.length })}</a>
        </Fact>
      </dl>
      {service.impactSheet === '' ? null : (
        <details>
          <summary>{t('field.impact')}</summary>
          <p class="as-written">{service.impactSheet}</p>
        </details>
      )}
    </section>
  )
}

function EndForm({ file, state, today, t }: Props & { readonly t: SharedServicesWords }) {
  return (
    <details>
      <summary>{t('end.title')}</summary>
      <form method="post" action={paths.end(file.service.code)}>
        <TextField
          name="le"
          label={t('end.on')}
          hint={t('end.hint')}
          type="date"
          size="short"
          state={{ ...state, values: { le: today, ...state.values } }}
        />
        <button class="button-danger" type="submit">
          {t('end.do')}
        </button>
      </form>
    </details>
  )
}
