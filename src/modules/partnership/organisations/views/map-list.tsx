import type { Locale } from '#kernel/locale.ts'
import { Pager } from '#web/pager.tsx'
import { TableScroll } from '#web/table.tsx'
import { organisationsPaths } from '../organisations.paths.ts'
import type { OrganisationsWords } from '../organisations.words.ts'
import type { DrawnMap } from './map-page.tsx'

interface MapListProps {
  readonly map: DrawnMap
  readonly t: OrganisationsWords
  readonly locale: Locale
}

/** The same places as a table: those that the map shows at that moment. */
export function MapList({ map, t, locale }: MapListProps) {
  const { places, count, all, communes } = map
  const hasCommunes = communes.size > 1
  return (
    <section class="map-list" id="lieux" aria-labelledby="lieux-titre">
      <h2 id="lieux-titre">{t('map.list', { count })}</h2>
      {count < all ? <p class="muted">{t('map.of_all', { all })}</p> : null}
      {places.length === 0 ? (
        <p class="empty">{t('map.empty_view')}</p>
      ) : (
        <TableScroll label={t('map.list', { count })} stack>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('column.name')}</th>
                <th scope="col">{t('map.address')}</th>
                {hasCommunes ? <th scope="col">{t('field.commune')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr>
                  <th scope="row">
                    <a href={organisationsPaths.show(place.id)}>{place.name}</a>
                    {place.isActive ? null : <span class="sub">{t('status.closed')}</span>}
                  </th>
                  <td data-label={t('map.address')}>{place.address || '–'}</td>
                  {hasCommunes ? (
                    <td data-label={t('field.commune')}>
                      {place.commune === null ? t('map.no_commune') : communes.get(place.commune)}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <Pager
        first={map.first && `${map.first}#lieux`}
        next={map.next && `${map.next}#lieux`}
        locale={locale}
      />
    </section>
  )
}
