/**
 * Colours as the tests read them: OKLCH to relative luminance. OKLab is Björn Ottosson's (2020), luminance and contrast
 * are those of WCAG 2.2.
 */
export interface Oklch {
  readonly lightness: number
  readonly chroma: number
  /** In degrees. */
  readonly hue: number
}

type Triple = readonly [number, number, number]

/** Contrast of two colours, 1 to 21, by the least favourable of the two ways in which browsers bring colours on screen. */
export function contrast(one: Oklch, other: Oklch): number {
  return Math.min(
    ratio(luminance(one), luminance(other)),
    ratio(luminance(inside(one)), luminance(inside(other))),
  )
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Channels outside the screen's range are cut, as Chromium and WebKit do. */
function luminance(colour: Oklch): number {
  const [r = 0, g = 0, b = 0] = linearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel)))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The same colour, as vivid as the screen can show, as CSS Color 4 asks. */
function inside(colour: Oklch): Oklch {
  let [low, high] = [0, colour.chroma]
  if (isShown(colour)) return colour
  while (high - low > 1e-4) {
    const chroma = (low + high) / 2
    if (isShown({ ...colour, chroma })) low = chroma
    else high = chroma
  }
  return { ...colour, chroma: low }
}

function isShown(colour: Oklch): boolean {
  return linearRgb(colour).every((channel) => channel >= -1e-6 && channel <= 1 + 1e-6)
}

function linearRgb({ lightness, chroma, hue }: Oklch): Triple {
  const angle = (hue * Math.PI) / 180
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** `#rrggbb` */
export function fromHex(hex: string): Oklch {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { lightness, chroma: Math.hypot(x, y), hue: (Math.atan2(y, x) * 180) / Math.PI }
}
