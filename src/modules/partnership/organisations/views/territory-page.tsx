import type { OutlineFault, OutlineSource } from '#modules/partnership/territory/territory.public.ts'
import { ErrorSummary, FileField, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { AddressDoubt } from '../commune-check.rules.ts'
import type { LocatedPlace } from '../located.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'

export interface TerritoryProps {
  /** Null where nobody brought outlines. */
  readonly source: OutlineSource | null
  readonly communes: number
  /** Places whose point was looked at. */
  readonly located: number
  readonly doubts: readonly {
    readonly place: LocatedPlace
    readonly doubt: Exclude<AddressDoubt, null>
    /** Of the commune that the point is in. */
    readonly postcodes: readonly string[]
  }[]
  readonly doubtCount: number
  readonly faults: readonly OutlineFault[]
  readonly limits: { readonly codes: string; readonly names: string; readonly most: number }
  readonly state: FormState
}

/** Where an officer brings the outlines of the communes, and reads what they say of the places of the directory. */
export function TerritoryPage({ shell, ...props }: TerritoryProps & { readonly shell: Shell }) {
  const { source, communes, located, state, faults, limits } = props
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('territory.title')}>
      <p class="crumb">
        <a href={organisationsPaths.map()}>{t('map.title')}</a>
      </p>
      <h1>{t('territory.title')}</h1>
      <p class="lead">{t('territory.lead')}</p>
      {source === null ? (
        <p class="empty">{t('territory.none')}</p>
      ) : (
        <>
          <p>
            {t('territory.state', { count: communes, source: source.source })}{' '}
            {t('territory.by', { day: formatDay(source.recordedOn, shell.locale), name: source.recordedBy })}
          </p>
          <p>{t('territory.located', { count: located })}</p>
          <form method="post" action={organisationsPaths.removeTerritory()}>
            <button class="button-quiet" type="submit">
              {t('territory.remove')}
            </button>
          </form>
        </>
      )}
      <h2>{t(source === null ? 'territory.bring' : 'territory.replace')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <Faults faults={faults} limits={limits} t={t} />
      <form method="post" action={organisationsPaths.territory()} enctype="multipart/form-data" noValidate>
        <FileField
          name="fichier"
          label={t('territory.file')}
          hint={t('territory.file_hint')}
          accept=".geojson,.json"
          state={state}
          required
        />
        <TextField
          name="source"
          label={t('territory.source')}
          hint={t('territory.source_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('territory.send')}
        </button>
      </form>
      <Doubts {...props} t={t} />
    </Page>
  )
}

interface FaultsProps extends Pick<TerritoryProps, 'faults' | 'limits'> {
  readonly t: OrganisationsWords
}

/** What is wrong in the file, feature by feature, and what to do. */
function Faults({ faults, limits, t }: FaultsProps) {
  if (faults.length === 0) return null
  return (
    <TableScroll label={t('territory.faults')} stack>
      <table class="table">
        <caption>{t('territory.faults')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('territory.column_feature')}</th>
            <th scope="col">{t('territory.column_found')}</th>
            <th scope="col">{t('territory.column_remedy')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ feature, name, code, found }) => (
            <tr>
              <th scope="row">
                {feature === null ? t('territory.whole_file') : t('territory.feature', { number: feature })}
                {name === '' ? null : <span class="sub">{name}</span>}
              </th>
              <td data-label={t('territory.column_found')} class="wrap">
                {found || '–'}
              </td>
              <td data-label={t('territory.column_remedy')}>{t(`outline.${code}`, limits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Doubts({ doubts, doubtCount, t }: TerritoryProps & { t: OrganisationsWords }) {
  if (doubts.length === 0) return null
  return (
    <>
      <h2>{t('territory.doubts', { count: doubtCount })}</h2>
      <p>{t('territory.doubts_lead')}</p>
      <TableScroll label={t('territory.doubts', { count: doubtCount })} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('map.address')}</th>
              <th scope="col">{t('territory.column_point')}</th>
            </tr>
          </thead>
          <tbody>
            {doubts.map(({ place, doubt, postcodes }) => (
              <tr>
                <th scope="row">
                  <a href={organisationsPaths.show(place.organisation.id)}>{place.organisation.name}</a>
                </th>
                <td data-label={t('map.address')}>{place.address || '–'}</td>
                <td data-label={t('territory.column_point')}>
                  {doubt === 'outside'
                    ? t('territory.outside')
                    : t('territory.other_postcode', {
                        commune: place.commune?.name ?? '',
                        list: postcodes.join(', '),
                      })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {doubtCount > doubts.length ? (
        <p class="muted">{t('scdl.more', { count: doubtCount - doubts.length })}</p>
      ) : null}
    </>
  )
}
