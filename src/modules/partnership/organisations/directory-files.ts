import type { Locale } from '#kernel/locale.ts'
import type { DirectoryCard } from './directory.queries.ts'
import type { Topic } from './record.rules.ts'

/** RFC 7946: a feature for each place that has a point; organisations without one are in the other formats. */
export function geojsonFeatures(
  cards: readonly DirectoryCard[],
  page: (id: string) => string,
): readonly object[] {
  return cards.flatMap((card) =>
    card.places.flatMap((place) =>
      place.point === null
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: [place.point.lon, place.point.lat] },
              properties: {
                id: card.id,
                name: card.name,
                place: place.name || null,
                address: addressOf(place) || null,
                opening_hours: place.openingHours || null,
                commune: place.commune,
                topics: card.topics,
                active: card.isActive,
                page: page(card.id),
              },
            },
          ],
    ),
  )
}

export function addressOf({
  street,
  postcode,
  city,
}: Pick<DirectoryCard['places'][number], 'street' | 'postcode' | 'city'>): string {
  return [street, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')
}

/** vCard 4.0 (RFC 6350) of an organisation: lines of 75 octets at most, ends CRLF. */
export function vcardOf(card: DirectoryCard, topics: readonly Topic[], page: string, locale: Locale): string {
  const [place] = card.places
  const named = topics.filter(({ id }) => card.topics.includes(id)).map(({ label }) => label[locale])
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID:urn:uuid:${card.id}`,
    `FN:${escaped(card.name)}`,
    `ORG:${escaped(card.name)}`,
    place && `ADR:;;${escaped(place.street)};${escaped(place.city)};;${escaped(place.postcode)};France`,
    place?.point && `GEO:geo:${place.point.lat},${place.point.lon}`,
    card.telephone && `TEL;VALUE=uri:tel:${card.telephone.replaceAll(/[^+\d]/g, '')}`,
    card.email && `EMAIL:${escaped(card.email)}`,
    card.website && `URL:${card.website}`,
    named.length > 0 && `CATEGORIES:${named.map(escaped).join(',')}`,
    card.presentation && `NOTE:${escaped(card.presentation)}`,
    `SOURCE:${page}`,
    'END:VCARD',
  ].filter((line): line is string => Boolean(line))
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(',', '\\,').replaceAll(';', '\\;')
}

const longestLine = 75

function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > longestLine) {
      parts.push(part)
      part = ''
      // The space that opens a continued line counts.
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
