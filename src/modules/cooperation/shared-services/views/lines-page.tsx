import { formatDay, formatNumber } from '#web/formats.ts'
import { Pager } from '#web/pager.tsx'
import { TableScroll } from '#web/table.tsx'
import { contestState, type UnitLine } from '../lines.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, partyName, ServicePage } from './pieces.tsx'

export interface LinesPageProps {
  readonly file: ServiceFile
  readonly rows: readonly UnitLine[]
  readonly years: readonly number[]
  readonly year: number
  /** Parties whose lines the reader sees, and the one that the list is cut to. */
  readonly parties: readonly Party[]
  readonly chosen: Party | null
  readonly first: string | null
  readonly next: string | null
  readonly canEnter: boolean
  readonly today: Parameters<typeof contestState>[1]
}

type Props = LinesPageProps & InShell

export function LinesPage(props: Props) {
  const { shell, file, rows, canEnter, year } = props
  const t = sharedServicesWords(shell.locale)
  const { code } = file.service
  return (
    <ServicePage shell={shell} service={file.service} title={t('lines.title')}>
      <p class="actions">
        {canEnter ? (
          <>
            <a class="button" href={paths.newLine(code)}>
              {t('lines.new')}
            </a>{' '}
            <a href={paths.importLines(code)}>{t('lines.import')}</a>
            {' · '}
          </>
        ) : null}
        <a href={paths.exportLines(code, year)}>{t('lines.export', { year })}</a>
      </p>
      <Filter {...props} t={t} />
      {rows.length === 0 ? <p class="empty">{t('lines.empty', { year })}</p> : <LineTable {...props} t={t} />}
      <Pager first={props.first} next={props.next} locale={shell.locale} />
    </ServicePage>
  )
}

function Filter({ file, years, year, parties, chosen, t }: Props & { readonly t: SharedServicesWords }) {
  return (
    <form method="get" action={paths.lines(file.service.code)} class="filters">
      <div class="field">
        <label for="annee">{t('years.year')}</label>
        <select id="annee" name="annee">
          {years.map((each) => (
            <option value={each} selected={each === year}>
              {each}
            </option>
          ))}
        </select>
      </div>
      {parties.length > 1 ? (
        <div class="field">
          <label for="partie">{t('field.party')}</label>
          <select id="partie" name="partie">
            <option value="">{t('lines.all_parties')}</option>
            {parties.map((party) => (
              <option value={party.reference} selected={party.id === chosen?.id}>
                {partyName(party, t)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <button class="button" type="submit">
        {t('lines.filter')}
      </button>
    </form>
  )
}

function LineTable({ file, rows, today, shell, t }: Props & { readonly t: SharedServicesWords }) {
  const { code } = file.service
  const partyOf = (id: string) => file.parties.find((party) => party.id === id)
  return (
    <TableScroll label={t('lines.title')} stack>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('lines.proof')}</th>
            <th scope="col">{t('lines.day')}</th>
            <th scope="col">{t('field.party')}</th>
            <th scope="col">{t('lines.unit')}</th>
            <th scope="col" class="number">
              {t('lines.quantity')}
            </th>
            <th scope="col">{t('lines.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => {
            const party = partyOf(line.partyId)
            return (
              <tr>
                <th scope="row">
                  <a href={paths.line(code, line.id)}>{line.proof}</a>
                </th>
                <td data-label={t('lines.day')}>{formatDay(line.day, shell.locale)}</td>
                <td data-label={t('field.party')}>{party ? partyName(party, t) : ''}</td>
                <td data-label={t('lines.unit')}>
                  {file.units.find(({ id }) => id === line.unitId)?.label ?? ''}
                </td>
                <td class="number" data-label={t('lines.quantity')}>
                  {formatNumber(line.quantity, shell.locale)}
                </td>
                <td data-label={t('lines.state')}>{stateText(line, today, t)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function stateText(
  line: UnitLine,
  today: Parameters<typeof contestState>[1],
  t: SharedServicesWords,
): string {
  if (line.reversesId !== null) return t('lines.reversal')
  if (line.contest) return t(`contest.${contestState(line.contest, today)}`)
  return t('lines.counted')
}
