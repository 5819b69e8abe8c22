import { fromLambert93, type Point } from './lambert-93.rules.ts'

/** Where a file says that an organisation is. */
export interface FilePlace {
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly point: Point | null
}

type PlaceField = 'streetNumber' | 'streetKind' | 'street' | 'postcode' | 'city' | 'lat' | 'lon' | 'x' | 'y'

/** Reads the address of a row, with its point in degrees or in metres of Lambert-93. */
export function readPlace(cell: (field: PlaceField) => string): {
  readonly place: FilePlace
  /** Numbers stand where the point should, and name none. */
  readonly isPointUnreadable: boolean
} {
  const read = (field: PlaceField) => (cell(field) === notDiffused ? '' : cell(field))
  const street = [read('streetNumber'), read('streetKind'), read('street')].filter(Boolean).join(' ')
  const point = readPoint(read)
  return {
    place: {
      street,
      postcode: read('postcode'),
      city: read('city'),
      point: point === 'unreadable' ? null : point,
    },
    isPointUnreadable: point === 'unreadable',
  }
}

/** What Sirene writes in the cells of those who asked not to be found. */
const notDiffused = '[ND]'

function readPoint(read: (field: PlaceField) => string): Point | 'unreadable' | null {
  if (read('lat') !== '' || read('lon') !== '')
    return pointOf(readNumber(read('lat')), readNumber(read('lon'))) ?? 'unreadable'
  if (read('x') === '' && read('y') === '') return null
  const [x, y] = [readNumber(read('x')), readNumber(read('y'))]
  return (x === null || y === null ? null : fromLambert93(x, y)) ?? 'unreadable'
}

function pointOf(lat: number | null, lon: number | null): Point | null {
  if (lat === null || lon === null) return null
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
}

function readNumber(text: string): number | null {
  return /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** The address as one text, to see whether a file says another one than before; empty where it says nothing that can be found. */
export function placeText({ street, postcode, city, point }: FilePlace): string {
  if (street === '' && city === '') return ''
  return [street, postcode, city, point ? `${point.lat} ${point.lon}` : ''].join('\n')
}
