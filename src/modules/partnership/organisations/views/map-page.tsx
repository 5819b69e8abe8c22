import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { CommuneChoice } from '../located.queries.ts'
import type { Marker, Move, Sheet, View } from '../map.rules.ts'
import type { PlacedPlace } from '../map-drawing.ts'
import type { DrawnShape } from '../map-ground.ts'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import type { Topic } from '../record.rules.ts'
import { DirectoryFilters } from './directory-filters.tsx'
import { MapFigure } from './map-figure.tsx'
import { MapList } from './map-list.tsx'

/** One view of the map, with the list of what it shows. */
export interface DrawnMap {
  readonly view: View
  readonly sheet: Sheet
  /** Who made the outlines; empty where nobody has to be named. */
  readonly source: string
  readonly shapes: readonly DrawnShape[]
  /** Code of the commune that the list is about. */
  readonly chosen: string | null
  readonly communes: ReadonlyMap<string, string>
  readonly markers: readonly (Marker<PlacedPlace> & { readonly href: string })[]
  /** A move that leads nowhere has no address. */
  readonly controls: readonly { readonly move: Move; readonly href: string | null }[]
  /** The rows of this page of the list. */
  readonly places: readonly PlacedPlace[]
  /** Places that the view shows. */
  readonly count: number
  /** Places of the whole map. */
  readonly all: number
  readonly first: string | null
  readonly next: string | null
}

export interface MapProps {
  readonly filter: DirectoryFilter
  /** Null when there is nothing to draw. */
  readonly map: DrawnMap | null
  readonly unplaced: number
  /** There are more places than the map takes. */
  readonly isCut: boolean
  readonly canKeep: boolean
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly communes: readonly CommuneChoice[]
}

/** Where organisations are, drawn on the server; the table beside it says the same to everybody. */
export function MapPage({ shell, ...props }: MapProps & { readonly shell: Shell }) {
  const { filter, map, canKeep, topics, districts, communes } = props
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('map.title')} width="wide" island="map">
      <p class="crumb">
        <a href={organisationsPaths.list(filter)}>{t('sheet.back')}</a>
      </p>
      <h1>{t('map.title')}</h1>
      {canKeep ? (
        <p class="no-print">
          <a href={organisationsPaths.territory()}>{t('territory.title')}</a>
        </p>
      ) : null}
      <DirectoryFilters
        action={organisationsPaths.map()}
        filter={filter}
        topics={topics}
        districts={districts}
        communes={communes}
        t={t}
        locale={shell.locale}
      />
      {map === null ? (
        <p class="empty">{t('map.none')}</p>
      ) : (
        <div class="map-and-list">
          <MapFigure map={map} t={t} />
          <MapList map={map} t={t} locale={shell.locale} />
        </div>
      )}
      <Rest {...props} t={t} />
    </Page>
  )
}

/** What the map does not show. */
function Rest({ filter, unplaced, isCut, t }: MapProps & { t: OrganisationsWords }) {
  return (
    <>
      {isCut ? <p class="alert">{t('map.cut')}</p> : null}
      {unplaced > 0 ? (
        <p class="muted">
          {t('map.unplaced', { count: unplaced })}{' '}
          <a href={organisationsPaths.list(filter)}>{t('map.whole_list')}</a>
        </p>
      ) : null}
    </>
  )
}
