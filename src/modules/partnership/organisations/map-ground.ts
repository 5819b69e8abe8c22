import type { Database } from '#infra/database.ts'
import { getOutline } from '#modules/participation/proposals/proposals.public.ts'
import {
  type Box,
  boxAround,
  boxOf,
  type Commune,
  findOutlineSource,
  listCommunes,
  middleOf,
  type Shape,
  type Spot,
  spotOf,
  spotsInDegree,
  thinShapes,
} from '#modules/partnership/territory/territory.public.ts'
import { type MapPoint, pathOf, pointOf, type Sheet, sheetOf, tolerance } from './map.rules.ts'

/** A commune, or the town alone, as it is drawn at a level. */
export interface DrawnShape {
  readonly code: string
  readonly name: string
  readonly box: Box
  /** `d` of an SVG path, in units of the level. */
  readonly path: string
  /** Where its name goes. */
  readonly middle: MapPoint
}

/** What lies under the places. */
export interface Ground {
  readonly sheet: Sheet
  readonly communes: readonly Commune[]
  /** Who made the outlines; empty where the town gave only its own. */
  readonly source: string
  drawnAt(level: number): readonly DrawnShape[]
}

/** Reads the ground of the map: the communes of the territory, else the town alone, else a frame around the places. Null without any. */
export function openGround(): (db: Database, places: readonly Spot[]) => Promise<Ground | null> {
  let kept: { readonly version: string; readonly ground: Ground } | null = null
  return async (db, places) => {
    const source = await findOutlineSource(db)
    // Outlines are long to read and to draw: they are kept until another file takes their place.
    if (source && kept?.version === source.version) return kept.ground
    if (!source) return (await townGround(db)) ?? bareGround(places)
    const communes = await listCommunes(db)
    const sheet = sheetOf(boxAround(communes.map(({ box }) => box)) ?? boxOf([]))
    const ground = groundOf(sheet, communes, source.source)
    kept = { version: source.version, ground }
    return ground
  }
}

async function townGround(db: Database): Promise<Ground | null> {
  const outline = await getOutline(db)
  if (!outline) return null
  const ring = outline.map(([lon, lat]) => spotOf({ lat, lon }))
  const town: Commune = { code: '', name: '', outline: [[ring]], box: boxOf(ring) }
  return groundOf(sheetOf(town.box), [town], '')
}

/** Around the places, in millionths of a degree: some two hundred metres. */
const around = 2000

function bareGround(places: readonly Spot[]): Ground | null {
  if (places.length === 0) return null
  const { west, south, east, north } = boxOf(places)
  const box = { west: west - around, south: south - around, east: east + around, north: north + around }
  return groundOf(sheetOf(box), [], '')
}

function groundOf(sheet: Sheet, communes: readonly Commune[], source: string): Ground {
  const levels = new Map<number, readonly DrawnShape[]>()
  return {
    sheet,
    communes,
    source,
    drawnAt(level) {
      const drawn = levels.get(level) ?? draw(sheet, communes, level)
      levels.set(level, drawn)
      return drawn
    },
  }
}

function draw(sheet: Sheet, communes: readonly Commune[], level: number): DrawnShape[] {
  const thinning = { tolerance: tolerance / sheet.scale / 2 ** level, narrowing: sheet.narrowing }
  const shapes: Shape[] = thinShapes(
    communes.map(({ outline }) => outline),
    thinning,
  )
  return communes.map(({ code, name, box, outline }, index) => ({
    code,
    name,
    box,
    path: pathOf(sheet, shapes[index] ?? [], level),
    middle: pointOf(sheet, middleOf(outline), level),
  }))
}

/** A point in degrees, as addresses of pages say it. */
export function degreesOf([lon, lat]: Spot): { readonly lat: number; readonly lon: number } {
  return { lat: lat / spotsInDegree, lon: lon / spotsInDegree }
}
