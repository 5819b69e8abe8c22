import {
  type Box,
  type Shape,
  type Spot,
  spotsInDegree,
} from '#modules/partnership/territory/territory.public.ts'

/** Side of the map as it is looked at, in units: a phone of 360 pixels shows one as a pixel. */
export const mapSide = 288
const margin = 10

/** How the ground lies on the map: the whole of it at level 0, each level twice as near. */
export interface Sheet {
  readonly box: Box
  /** Units of level 0 in a millionth of a degree of latitude. */
  readonly scale: number
  /** How much shorter a degree of longitude is there. */
  readonly narrowing: number
  /** What is left free beside the box, in units of level 0. */
  readonly left: number
  readonly top: number
  readonly lastLevel: number
}

const metresInDegree = 111_320
/** Looking nearer makes no sense once a unit of the map is as small. */
const nearest_m = 4
const [fewestLevels, mostLevels] = [2, 10]

export function sheetOf(box: Box): Sheet {
  const narrowing = Math.cos(((box.south + box.north) / 2 / spotsInDegree) * (Math.PI / 180))
  const [wide, high] = [(box.east - box.west) * narrowing, box.north - box.south]
  const scale = (mapSide - 2 * margin) / Math.max(wide, high, 1)
  const unit_m = metresInDegree / spotsInDegree / scale
  const levels = Math.ceil(Math.log2(unit_m / nearest_m))
  return {
    box,
    scale,
    narrowing,
    left: (mapSide - wide * scale) / 2,
    top: (mapSide - high * scale) / 2,
    lastLevel: Math.min(mostLevels, Math.max(fewestLevels, levels)),
  }
}

/** A place on the map, in units of a level. */
export interface MapPoint {
  readonly x: number
  readonly y: number
}

export function pointOf({ box, scale, narrowing, left, top }: Sheet, [lon, lat]: Spot, level = 0): MapPoint {
  const nearer = 2 ** level
  return {
    x: (left + (lon - box.west) * narrowing * scale) * nearer,
    y: (top + (box.north - lat) * scale) * nearer,
  }
}

/** The spot under a point of level 0. */
export function spotUnder({ box, scale, narrowing, left, top }: Sheet, { x, y }: MapPoint): Spot {
  return [Math.round(box.west + (x - left) / (narrowing * scale)), Math.round(box.north - (y - top) / scale)]
}

/** What is looked at: a square of `mapSide` units of the level around its middle. */
export interface View {
  readonly level: number
  /** Middle, in units of level 0. */
  readonly x: number
  readonly y: number
}

export const wholeView: View = { level: 0, x: mapSide / 2, y: mapSide / 2 }

/** The view that was asked for, as far as the map has it: the whole of it at level 0, its middle on the map at any other. */
export function viewWithin(
  sheet: Sheet,
  asked: { readonly level: number; readonly middle: Spot | null },
): View {
  const level = Math.min(sheet.lastLevel, Math.max(0, Math.round(asked.level)))
  if (level === 0 || !asked.middle) return { ...wholeView, level }
  const { x, y } = pointOf(sheet, asked.middle)
  const within = (value: number) => Math.min(mapSide, Math.max(0, value))
  return { level, x: within(x), y: within(y) }
}

/** The nearest view that shows a box whole. */
export function viewOn(sheet: Sheet, box: Box): View {
  const [from, to] = [pointOf(sheet, [box.west, box.north]), pointOf(sheet, [box.east, box.south])]
  const size = Math.max(to.x - from.x, to.y - from.y, 1e-6)
  const level = Math.floor(Math.log2((mapSide - 2 * margin) / size))
  const middle: Spot = [(box.west + box.east) / 2, (box.south + box.north) / 2]
  return viewWithin(sheet, { level, middle })
}

export const moves = ['in', 'out', 'north', 'west', 'east', 'south', 'whole'] as const
export type Move = (typeof moves)[number]

/** Where a move leads from a view; null where it leads nowhere. */
export function moved(sheet: Sheet, view: View, move: Move): View | null {
  const step = mapSide / 3 / 2 ** view.level
  const { level, x, y } = view
  const next: Readonly<Record<Move, View>> = {
    in: { level: level + 1, x, y },
    out: { level: level - 1, x, y },
    north: { level, x, y: y - step },
    south: { level, x, y: y + step },
    west: { level, x: x - step, y },
    east: { level, x: x + step, y },
    whole: wholeView,
  }
  const { level: nextLevel, ...to } = next[move]
  const found = viewWithin(sheet, { level: nextLevel, middle: spotUnder(sheet, to) })
  return isSameView(view, found) ? null : found
}

function isSameView(one: View, other: View): boolean {
  const isNear = (a: number, b: number) => Math.abs(a - b) < 0.01
  return one.level === other.level && isNear(one.x, other.x) && isNear(one.y, other.y)
}

/** A rectangle of the map in units of a level. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly side: number
}

/** What a view shows; with `around`, so many units more on each side, which are seen when the map is dragged. */
export function frameOf({ level, x, y }: View, around = 0): Frame {
  const half = mapSide / 2 + around
  return { left: x * 2 ** level - half, top: y * 2 ** level - half, side: 2 * half }
}

export function isInFrame({ left, top, side }: Frame, { x, y }: MapPoint): boolean {
  return x >= left && x <= left + side && y >= top && y <= top + side
}

/** One or several places drawn as one circle. */
export interface Marker<Place> extends MapPoint {
  readonly places: readonly Place[]
}

/** No two markers are nearer than that, so that none hides another and a finger finds each. */
export const apart = 20

/**
 * Places as markers: those of a square of the map are one, the fullest squares first, and what would touch a marker joins
 * it. A marker stays where it is while the map is dragged, for it depends on the level and not on the view.
 */
export function markersOf<Place extends MapPoint>(places: readonly Place[]): Marker<Place>[] {
  const square = (value: number) => Math.floor(value / apart)
  const squares = [...Map.groupBy(places, ({ x, y }) => `${square(x)} ${square(y)}`).values()]
    .map((group) => ({ x: mean(group.map(({ x }) => x)), y: mean(group.map(({ y }) => y)), places: group }))
    .sort((one, other) => other.places.length - one.places.length || one.x - other.x || one.y - other.y)
  const markers = new Map<string, { x: number; y: number; places: Place[] }[]>()
  for (const group of squares) {
    const near = [-1, 0, 1].flatMap((across) =>
      [-1, 0, 1].flatMap(
        (down) => markers.get(`${square(group.x) + across} ${square(group.y) + down}`) ?? [],
      ),
    )
    const touched = near.find(({ x, y }) => Math.hypot(x - group.x, y - group.y) < apart)
    if (touched) touched.places.push(...group.places)
    else {
      const key = `${square(group.x)} ${square(group.y)}`
      markers.set(key, [...(markers.get(key) ?? []), { ...group, places: [...group.places] }])
    }
  }
  return [...markers.values()].flat()
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** How far a drawn border may be from the true one, in units of the map: less than an eye sees. */
export const tolerance = 0.4

/** A shape as the `d` of an SVG path, in units of a level. */
export function pathOf(sheet: Sheet, shape: Shape, level: number): string {
  return shape
    .flat()
    .map((ring) => {
      const steps = ring.map((spot) => {
        const { x, y } = pointOf(sheet, spot, level)
        return `${x.toFixed(1)} ${y.toFixed(1)}`
      })
      return `M${steps.join('L')}Z`
    })
    .join('')
}
