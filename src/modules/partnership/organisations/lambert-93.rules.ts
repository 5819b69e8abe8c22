/** A point of the map, in degrees of WGS 84. */
export interface Point {
  readonly lat: number
  readonly lon: number
}

// Projection Lambert-93 (EPSG:2154) on the ellipsoid GRS 80, as IGN defines it: two standard parallels, 44° and 49°.
const eccentricity = 0.0818191910428158
const exponent = 0.725607765053267
const constant_m = 11_754_255.426096
const pole = { x_m: 700_000, y_m: 12_655_612.049876 }
const centralMeridian_deg = 3

/** Where the projection is used: metropolitan France with its coasts, in metres. */
const bounds = { x: [0, 1_300_000], y: [6_000_000, 7_200_000] } as const

/** The point of metres of Lambert-93, as Sirene and the national address base give them; null outside metropolitan France. */
export function fromLambert93(x_m: number, y_m: number): Point | null {
  const isInside = bounds.x[0] <= x_m && x_m <= bounds.x[1] && bounds.y[0] <= y_m && y_m <= bounds.y[1]
  if (!isInside) return null
  const east = x_m - pole.x_m
  const south = pole.y_m - y_m
  const isometric = -Math.log(Math.hypot(east, south) / constant_m) / exponent
  return {
    lat: rounded(degrees(latitudeOf(isometric))),
    lon: rounded(centralMeridian_deg + degrees(Math.atan(east / south)) / exponent),
  }
}

/** The latitude of an isometric one, in radians: each turn corrects the one before by the flattening of the Earth. */
function latitudeOf(isometric: number): number {
  let latitude = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2
  for (let turn = 0; turn < 8; turn += 1) {
    const sine = eccentricity * Math.sin(latitude)
    const flattening = ((1 + sine) / (1 - sine)) ** (eccentricity / 2)
    latitude = 2 * Math.atan(flattening * Math.exp(isometric)) - Math.PI / 2
  }
  return latitude
}

const degrees = (radians: number) => (radians * 180) / Math.PI

/** A tenth of a metre. */
const rounded = (value_deg: number) => Math.round(value_deg * 1e6) / 1e6
