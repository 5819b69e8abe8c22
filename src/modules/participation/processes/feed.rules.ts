import type { CalendarDate } from '#kernel/calendar-date.ts'

export interface FeedEntry {
  readonly title: string
  readonly link: string
  /** Never changes: `urn:uuid:…`. */
  readonly id: string
  readonly updated: CalendarDate
  readonly summary: string
}

export interface Feed {
  readonly title: string
  readonly self: string
  readonly home: string
  readonly updated: CalendarDate
  readonly author: string
  readonly entries: readonly FeedEntry[]
}

/** An Atom feed (RFC 4287). Days are given as their first instant. */
export function atomFeed({ title, self, home, updated, author, entries }: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escapeXml(title)}</title>
<id>${escapeXml(home)}</id>
<link rel="self" href="${escapeXml(self)}"/>
<link href="${escapeXml(home)}"/>
<updated>${updated}T00:00:00Z</updated>
<author><name>${escapeXml(author)}</name></author>
${entries.map(entryXml).join('\n')}
</feed>
`
}

function entryXml({ title, link, id, updated, summary }: FeedEntry): string {
  return `<entry>
<title>${escapeXml(title)}</title>
<id>${escapeXml(id)}</id>
<link href="${escapeXml(link)}"/>
<updated>${updated}T00:00:00Z</updated>
<summary>${escapeXml(summary)}</summary>
</entry>`
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for XML: marks escaped, characters that XML cannot hold left out. */
function escapeXml(text: string): string {
  return text
    .replace(/(?![\n\r\t])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
}
