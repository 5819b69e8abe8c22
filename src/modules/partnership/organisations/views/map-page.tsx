import { mapSide, type Outline, outlinePath } from '#modules/participation/proposals/proposals.public.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Cluster } from '../map.rules.ts'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'
import type { Topic } from '../record.rules.ts'
import { DirectoryFilters } from './directory-filters.tsx'

export interface MapProps {
  readonly filter: DirectoryFilter
  /** Null when nothing has a place. */
  readonly outline: Outline | null
  /** Whether the outline is that of the town, and not a frame around the points. */
  readonly isContour: boolean
  readonly clusters: readonly Cluster[]
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
}

/** Where organisations are, drawn on the server; the list under it says the same to everybody. */
export function MapPage({ shell, ...props }: MapProps & { readonly shell: Shell }) {
  const { filter, outline, isContour, clusters, places, topics, districts } = props
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('map.title')} width="wide">
      <p class="crumb">
        <a href={organisationsPaths.list({ ...filter, after: undefined })}>{t('sheet.back')}</a>
      </p>
      <h1>{t('map.title')}</h1>
      <DirectoryFilters
        action={organisationsPaths.map()}
        filter={filter}
        topics={topics}
        districts={districts}
        t={t}
        locale={shell.locale}
      />
      {outline === null ? (
        <p class="empty">{t('map.none')}</p>
      ) : (
        <div class="columns">
          <div>
            <svg
              class="directory-map"
              viewBox={`0 0 ${mapSide} ${mapSide}`}
              role="img"
              aria-label={t('map.label', { count: places.length })}
            >
              {isContour ? <path class="place-town" d={outlinePath(outline)} /> : null}
              {clusters.map((cluster) => (
                <g>
                  <title>{cluster.names.join(', ')}</title>
                  <circle
                    class="directory-dot"
                    cx={cluster.x.toFixed(1)}
                    cy={cluster.y.toFixed(1)}
                    r={radiusOf(cluster.count)}
                  />
                  {cluster.count > 1 ? (
                    <text class="directory-count" x={cluster.x.toFixed(1)} y={(cluster.y + 2).toFixed(1)}>
                      {cluster.count}
                    </text>
                  ) : null}
                </g>
              ))}
            </svg>
          </div>
          <div>
            <h2>{t('map.list', { count: places.length })}</h2>
            <ul class="directory-names">
              {places.map((place) => (
                <li>
                  <a href={organisationsPaths.show(place.id)}>{place.name}</a>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </Page>
  )
}

function radiusOf(count: number): string {
  return Math.min(9, 2.5 + Math.sqrt(count) * 1.2).toFixed(1)
}
