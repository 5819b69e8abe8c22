import { frameOf, type Move, mapSide, pointOf } from '../map.rules.ts'
import { degreesOf } from '../map-ground.ts'
import type { OrganisationsWords } from '../organisations.words.ts'
import type { DrawnMap } from './map-page.tsx'

/** The drawing and what moves it. The script of the page (client/islands/map.ts) moves it without loading the page again. */
export function MapFigure({ map, t }: { map: DrawnMap; t: OrganisationsWords }) {
  return (
    <section class="map-part" id="carte" aria-label={t('map.drawing')}>
      <p class="skip-map">
        <a href="#lieux">{t('map.skip')}</a>
      </p>
      <div class="map-frame" data-label={t('map.keys')}>
        <Drawing map={map} t={t} />
      </div>
      <ul class="map-tools no-print">
        {map.controls.map(({ move, href }) => (
          <li>
            <Control move={move} href={href} t={t} />
          </li>
        ))}
      </ul>
      {map.source === '' ? null : <p class="muted">{t('map.source', { source: map.source })}</p>}
    </section>
  )
}

const signs: Readonly<Record<Move, string>> = {
  in: '+',
  out: '−',
  north: '↑',
  west: '←',
  east: '→',
  south: '↓',
  whole: '⤢',
}

/** A move that leads nowhere stays in its place, out of reach. */
function Control({ move, href, t }: DrawnMap['controls'][number] & { t: OrganisationsWords }) {
  const label = t(`map.move_${move}`)
  const sign = <span aria-hidden="true">{signs[move]}</span>
  return href === null ? (
    // biome-ignore lint/a11y/useValidAnchor: it has an address when it leads somewhere
    <a
      class="button-quiet"
      data-move={move}
      role="link"
      aria-disabled="true"
      aria-label={label}
      title={label}
    >
      {sign}
    </a>
  ) : (
    <a class="button-quiet" data-move={move} href={`${href}#carte`} aria-label={label} title={label}>
      {sign}
    </a>
  )
}

function Drawing({ map, t }: { map: DrawnMap; t: OrganisationsWords }) {
  const { view, sheet, shapes, chosen } = map
  const { left, top, side } = frameOf(view)
  const corner = degreesOf([sheet.box.west, sheet.box.north])
  const lat_step = 1 / (sheet.scale * 1_000_000)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing whose markers are links
    <svg
      class="directory-map"
      viewBox={`${left.toFixed(2)} ${top.toFixed(2)} ${side} ${side}`}
      role="group"
      aria-label={t('map.label', { count: map.count })}
      data-level={view.level}
      data-last-level={sheet.lastLevel}
      data-lon={corner.lon - (sheet.left / sheet.narrowing) * lat_step}
      data-lat={corner.lat + sheet.top * lat_step}
      data-lon-step={lat_step / sheet.narrowing}
      data-lat-step={lat_step}
    >
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
      <g aria-hidden="true">
        {shapes.map(({ code, path }) => (
          <path class={code !== '' && code === chosen ? 'map-commune map-chosen' : 'map-commune'} d={path} />
        ))}
        {shapes
          .filter(
            ({ name, box }) =>
              name !== '' &&
              hasRoom(
                name,
                pointOf(sheet, [box.west, box.north]),
                pointOf(sheet, [box.east, box.south]),
                view.level,
              ),
          )
          .map(({ name, middle }) => (
            <text class="map-name" x={middle.x.toFixed(1)} y={middle.y.toFixed(1)}>
              {name}
            </text>
          ))}
      </g>
      {map.markers.map((marker) => (
        <MarkerLink marker={marker} t={t} />
      ))}
    </svg>
  )
}

/** Width of a letter of a name, in units of the map. */
const letter = 4

/** Whether a name is no wider than what it names: others would lie on one another. */
function hasRoom(
  name: string,
  from: { readonly x: number },
  to: { readonly x: number },
  level: number,
): boolean {
  return (to.x - from.x) * 2 ** level >= Math.min(name.length * letter, mapSide / 2)
}

/** Names said of a marker: more would be a list, which stands beside the map. */
const namesSaid = 4

/** What a finger or a mouse presses. The keyboard has the table, which names the same places. */
function MarkerLink({ marker, t }: { marker: DrawnMap['markers'][number]; t: OrganisationsWords }) {
  const { places, href } = marker
  const names = places.slice(0, namesSaid).map(({ name }) => name)
  const [x, y] = [marker.x.toFixed(1), marker.y.toFixed(1)]
  const label =
    places.length === 1
      ? (names[0] ?? '')
      : t('map.marker', {
          count: places.length,
          names: names.join(', ') + (places.length > namesSaid ? '…' : ''),
        })
  return (
    <a class="map-marker" href={href} tabIndex={-1} aria-label={label} data-places={places.length}>
      <title>{label}</title>
      <circle class="map-reach" cx={x} cy={y} r="10" />
      <circle class="map-dot" cx={x} cy={y} r={radiusOf(places.length)} />
      {places.length > 1 ? (
        <text class="map-count" x={x} y={y}>
          {places.length}
        </text>
      ) : null}
    </a>
  )
}

function radiusOf(count: number): string {
  return count === 1 ? '4' : Math.min(9.5, 5.5 + Math.log10(count) * 1.6).toFixed(1)
}
