import { type Commune, communeCode, communeOf } from './communes.rules.ts'
import { boxOf, doubleSurface, type Ring, type Shape, type Spot, spotOf, widest_deg } from './plane.rules.ts'

export const fileFaults = [
  'not_json',
  'topojson',
  'not_a_collection',
  'empty',
  'above_most',
  'too_detailed',
] as const
export const communeFaults = [
  'not_a_feature',
  'code_missing',
  'code_unreadable',
  'code_twice',
  'name_missing',
  'not_a_surface',
  'place_unreadable',
  'projected',
  'ring_open',
  'ring_flat',
  'too_wide',
] as const

/** What is wrong in a file of outlines, and where: which feature, counted from 1, and what its file calls it. */
export interface OutlineFault {
  readonly code: (typeof fileFaults)[number] | (typeof communeFaults)[number]
  /** Null where it is the whole file. */
  readonly feature: number | null
  readonly name: string
  /** What was found there. */
  readonly found: string
}

export interface OutlineFile {
  readonly communes: readonly Commune[]
  readonly faults: readonly OutlineFault[]
}

/** More communes than the largest French département or agglomeration has. */
export const mostCommunes = 2000
/** Corners of all the outlines together: those of a département as the IGN surveys it are half a million. */
export const mostSpots = 1_000_000

/** Names that producers give to the code of the INSEE and to the name, in the order in which they are looked for. */
export const codeNames = ['code', 'insee_com', 'code_insee', 'insee', 'codgeo', 'com'] as const
export const nameNames = ['nom', 'nom_officiel', 'nom_com', 'nom_commune', 'libgeo', 'name'] as const

/** Reads a GeoJSON of communes (RFC 7946: degrees of WGS 84, longitude first). With a fault, nothing of it is to be kept. */
export function readOutlines(text: string): OutlineFile {
  const features = featuresOf(text)
  if (typeof features === 'string') return { communes: [], faults: [ofFile(features)] }
  const seen = new Set<string>()
  const read = features.map((feature, index) => readFeature(feature, index + 1, seen))
  const communes = read.flatMap((one) => ('outline' in one ? [one] : []))
  const faults = read.flatMap((one) => ('outline' in one ? [] : [one]))
  if (spotsIn(communes) > mostSpots) faults.unshift(ofFile('too_detailed'))
  return { communes, faults }
}

function ofFile(code: OutlineFault['code']): OutlineFault {
  return { code, feature: null, name: '', found: '' }
}

function spotsIn(communes: readonly Commune[]): number {
  return communes.reduce((sum, { outline }) => sum + outline.flat(2).length, 0)
}

function featuresOf(text: string): readonly unknown[] | (typeof fileFaults)[number] {
  let content: unknown
  try {
    // A byte order mark is no part of JSON, and some exports have one.
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return 'not_json'
  }
  if (!isObject(content)) return 'not_a_collection'
  if (content.type === 'Topology') return 'topojson'
  if (content.type !== 'FeatureCollection' || !Array.isArray(content.features)) return 'not_a_collection'
  if (content.features.length === 0) return 'empty'
  return content.features.length > mostCommunes ? 'above_most' : content.features
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readFeature(feature: unknown, number: number, seen: Set<string>): Commune | OutlineFault {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {}
  const code = propertyOf(properties, codeNames).toUpperCase()
  const name = propertyOf(properties, nameNames).slice(0, 100)
  const fault = (what: OutlineFault['code'], found = ''): OutlineFault => ({
    code: what,
    feature: number,
    name: [name, code].filter(Boolean).join(' '),
    found,
  })
  if (!isObject(feature) || feature.type !== 'Feature') return fault('not_a_feature')
  if (code === '') return fault('code_missing', Object.keys(properties).slice(0, 10).join(', '))
  if (!communeCode.test(code)) return fault('code_unreadable', code.slice(0, 40))
  if (seen.has(code)) return fault('code_twice', code)
  seen.add(code)
  if (name === '') return fault('name_missing', Object.keys(properties).slice(0, 10).join(', '))
  const shape = shapeOf(feature.geometry)
  return isWrong(shape) ? fault(shape.code, shape.found) : communeOf(code, name, shape)
}

/** The first property of one of those names, whatever its case, as text. */
function propertyOf(properties: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const folded = new Map(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]))
  for (const name of names) {
    const value = folded.get(name)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    // A code that a spreadsheet took for a number has lost its first zero.
    if (typeof value === 'number' && Number.isInteger(value)) return String(value).padStart(5, '0')
  }
  return ''
}

interface Wrong {
  readonly code: OutlineFault['code']
  readonly found: string
}

const isWrong = (read: object): read is Wrong => 'code' in read

const wrong = (code: OutlineFault['code'], found: unknown): Wrong => ({
  code,
  found: (JSON.stringify(found) ?? '').slice(0, 80),
})

function shapeOf(geometry: unknown): Shape | Wrong {
  if (!isObject(geometry) || !Array.isArray(geometry.coordinates))
    return wrong('not_a_surface', isObject(geometry) ? geometry.type : geometry)
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')
    return wrong('not_a_surface', geometry.type)
  const polygons: readonly unknown[] =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const shape: Ring[][] = []
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return wrong('not_a_surface', polygon)
    const rings: Ring[] = []
    for (const positions of polygon) {
      const ring = ringOf(positions)
      if (isWrong(ring)) return ring
      rings.push(ring)
    }
    shape.push(rings)
  }
  if (shape.length === 0) return wrong('not_a_surface', geometry.coordinates)
  const { west, south, east, north } = boxOf(shape.flat(2))
  const widest = widest_deg * 1_000_000
  return east - west > widest || north - south > widest
    ? wrong('too_wide', [west, south, east, north])
    : shape
}

function ringOf(positions: unknown): Ring | Wrong {
  if (!Array.isArray(positions) || positions.length === 0) return wrong('ring_open', positions)
  const spots: Spot[] = []
  for (const position of positions) {
    const spot = spotAt(position)
    if (isWrong(spot)) return spot
    const [lon, lat] = spots.at(-1) ?? []
    // The same place twice in a row says nothing.
    if (lon !== spot[0] || lat !== spot[1]) spots.push(spot)
  }
  const [first, last] = [spots[0], spots.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return wrong('ring_open', positions.at(-1))
  const ring = spots.slice(0, -1)
  return ring.length < 3 || doubleSurface(ring) === 0 ? wrong('ring_flat', positions.slice(0, 4)) : ring
}

function spotAt(position: unknown): Spot | Wrong {
  if (!Array.isArray(position)) return wrong('place_unreadable', position)
  const [lon, lat]: readonly unknown[] = position
  if (typeof lon !== 'number' || typeof lat !== 'number') return wrong('place_unreadable', position)
  // Numbers of that size are metres: Lambert 93, which French producers offer beside degrees.
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return wrong('projected', position)
  return spotOf({ lat, lon })
}
