import type { Context } from '#infra/context.ts'
import { whileUnchanged } from '#infra/while-unchanged.ts'
import { boxOf, type Spot, spotOf } from '#modules/partnership/territory/territory.public.ts'
import type { OrganisationFilter } from './directory.queries.ts'
import { countUnplaced, listMapPlaces, type MapPlace } from './map.queries.ts'
import {
  frameOf,
  isInFrame,
  type Marker,
  mapSide,
  markersOf,
  pointOf,
  type Sheet,
  type View,
  viewOn,
  viewWithin,
} from './map.rules.ts'
import { type DrawnShape, type Ground, openGround } from './map-ground.ts'

/** A place with where it lies, in units of level 0. */
export interface PlacedPlace extends MapPlace {
  readonly spot: Spot
  readonly x: number
  readonly y: number
}

/** What the map of a filter holds, whatever of it is looked at. */
export interface MapContent {
  /** Null when there is nothing to draw. */
  readonly ground: Ground | null
  readonly places: readonly PlacedPlace[]
  /** Organisations that have no point. */
  readonly unplaced: number
  markersAt(level: number): readonly Marker<PlacedPlace>[]
}

/** More than a browser has to be sent; the list says so when it is reached. */
export const mostPlaces = 20_000

/** Reads the map of a filter, once for all who look at it while nothing is written. */
export function openMap(): (from: Context & { readonly filter: OrganisationFilter }) => Promise<MapContent> {
  const readGround = openGround()
  return whileUnchanged(
    ({ filter }) => JSON.stringify(filter),
    async ({ db, filter }: Context & { readonly filter: OrganisationFilter }) => {
      const found = (await listMapPlaces(db, filter, mostPlaces)).map((place) => ({
        ...place,
        spot: spotOf(place),
      }))
      const ground = await readGround(
        db,
        found.map(({ spot }) => spot),
      )
      const places = ground ? found.map((place) => ({ ...place, ...pointOf(ground.sheet, place.spot) })) : []
      const levels = new Map<number, readonly Marker<PlacedPlace>[]>()
      return {
        ground,
        places,
        unplaced: await countUnplaced(db, filter),
        markersAt(level) {
          const markers = levels.get(level) ?? markersAt(places, level)
          levels.set(level, markers)
          return markers
        },
      }
    },
    mostFilters,
  )
}

/** Contents kept at a time: a large one is some megabytes. */
const mostFilters = 12

function markersAt(places: readonly PlacedPlace[], level: number): Marker<PlacedPlace>[] {
  const nearer = 2 ** level
  return markersOf(places.map((place) => ({ place, x: place.x * nearer, y: place.y * nearer }))).map(
    (marker) => ({ ...marker, places: marker.places.map(({ place }) => place) }),
  )
}

export interface DrawnView {
  readonly shapes: readonly DrawnShape[]
  readonly markers: readonly Marker<PlacedPlace>[]
  /** The places that the view shows, by name; all of them where it is the whole map. */
  readonly places: readonly PlacedPlace[]
}

/** What of the map a view shows, and half as much around it, which is there when the map is dragged. */
export function drawView({ places, markersAt: markers }: MapContent, ground: Ground, view: View): DrawnView {
  const drawn = frameOf(view, mapSide / 2)
  const shown = frameOf(view)
  const nearer = 2 ** view.level
  return {
    shapes: ground.drawnAt(view.level).filter(({ box }) => {
      const from = pointOf(ground.sheet, [box.west, box.north], view.level)
      const to = pointOf(ground.sheet, [box.east, box.south], view.level)
      const ends = [drawn.left + drawn.side, drawn.top + drawn.side] as const
      return to.x >= drawn.left && from.x <= ends[0] && to.y >= drawn.top && from.y <= ends[1]
    }),
    markers: markers(view.level).filter((marker) => isInFrame(drawn, marker)),
    places:
      view.level === 0
        ? places
        : places.filter(({ x, y }) => isInFrame(shown, { x: x * nearer, y: y * nearer })),
  }
}

/** What a press on a marker of several leads to: the nearest view that holds them all, nearer than this one where there is one. */
export function viewOfMarker(sheet: Sheet, { level }: View, marker: Marker<PlacedPlace>): View {
  const box = boxOf(marker.places.map(({ spot }) => spot))
  const found = viewOn(sheet, box)
  if (found.level > level) return found
  return viewWithin(sheet, {
    level: level + 1,
    middle: [(box.west + box.east) / 2, (box.south + box.north) / 2],
  })
}
