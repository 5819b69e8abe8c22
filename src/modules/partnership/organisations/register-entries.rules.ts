import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'

// Associations of Alsace-Moselle have no RNA: they are entered in a register that a court keeps (local civil code, art. 21 and
// 55), by volume and folio. Each court has volumes of its own.

export interface RegisterEntry {
  /** Volume and folio: `42/17`. */
  readonly entry: string
  /** Seat of the court that keeps the register. */
  readonly court: string
  /** Day of the entry; null where it is not said. */
  readonly from: CalendarDate | null
}

const entryForm =
  /(?<!\d)(?:vol(?:ume)?[.:]?\s*(?:n[°o])?\s*)?(\d{1,4})\s*(?:\/|-|[,;.]?\s*fol(?:io)?[.:]?\s*(?:n[°o])?)\s*(\d{1,5})(?!\d)/i

/** Volume and folio as people write them, `volume 42 folio 17`, `Vol. 42, fol. 017`, `42/17`; null when there is more or less. */
export function parseAlsaceMoselle(text: string): string | null {
  const read = parseEntryWithCourt(text)
  return read?.court === '' ? read.entry : null
}

/** The same with what stands beside it in the cell, most often the court: `vol. 42 folio 17, TJ Colmar`. */
export function parseEntryWithCourt(text: string): { readonly entry: string; readonly court: string } | null {
  const match = entryForm.exec(text)
  if (!match) return null
  const [whole, volume, folio] = match
  if (Number(volume) === 0 || Number(folio) === 0) return null
  const beside = text.replace(whole, ' ').replaceAll(/[(),;:–—-]+\s*$|^\s*[(),;:–—-]+/g, ' ')
  return { entry: `${Number(volume)}/${Number(folio)}`, court: beside.trim() }
}

/** Seats that keep a register, or kept one before the courts were brought together. */
const seats = [
  'Altkirch',
  'Boulay',
  'Brumath',
  'Château-Salins',
  'Colmar',
  'Forbach',
  'Guebwiller',
  'Haguenau',
  'Hayange',
  'Huningue',
  'Illkirch-Graffenstaden',
  'Metz',
  'Molsheim',
  'Mulhouse',
  'Ribeauvillé',
  'Rohrbach-lès-Bitche',
  'Rouffach',
  'Saint-Avold',
  'Sarralbe',
  'Sarrebourg',
  'Sarreguemines',
  'Saverne',
  'Schiltigheim',
  'Sélestat',
  'Strasbourg',
  'Thann',
  'Thionville',
  'Wissembourg',
]
const seatByName = new Map(seats.map((seat) => [foldText(seat), seat]))

const beforeSeat =
  /^(?:greffe )?(?:du |de )?(?:tj |ti |tprox |tribunal (?:judiciaire |d instance |de proximite |de grande instance )?)?(?:de |d )?/

/** The seat of the court: `Tribunal judiciaire de Strasbourg`, `TI Colmar`; null when no court of Alsace-Moselle sits there. */
export function parseCourt(text: string): string | null {
  const folded = foldText(text)
  return seatByName.get(folded) ?? seatByName.get(folded.replace(beforeSeat, '')) ?? null
}
