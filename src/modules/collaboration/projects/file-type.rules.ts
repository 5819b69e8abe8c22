/** What may hang on a card, and the type it is sent back with. */
export interface KnownType {
  readonly mediaType: string
  readonly extension: string
}

/** Most bytes of one file, and most files of one card. */
export const largestFile = 5_000_000
export const mostFiles = 20

const zipped: readonly (readonly [mark: string, type: KnownType])[] = [
  [
    'word/document.xml',
    {
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      extension: 'docx',
    },
  ],
  [
    'xl/workbook.xml',
    { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  ],
  [
    'ppt/presentation.xml',
    {
      mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      extension: 'pptx',
    },
  ],
  [
    'application/vnd.oasis.opendocument.text',
    { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  ],
  [
    'application/vnd.oasis.opendocument.spreadsheet',
    { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods' },
  ],
  [
    'application/vnd.oasis.opendocument.presentation',
    { mediaType: 'application/vnd.oasis.opendocument.presentation', extension: 'odp' },
  ],
]

export type SniffedType = KnownType | 'picture' | null

/**
 * What a file is by its bytes, whatever its name says; null for what no card takes: programs, pages, drawings with scripts, archives
 * of anything. Pictures are made again elsewhere.
 */
export function sniffType(bytes: Uint8Array): SniffedType {
  const head = latin1(bytes.subarray(0, 16))
  if (head.startsWith('\xff\xd8\xff') || head.startsWith('\x89PNG\r\n\x1a\n') || head.startsWith('WEBP', 8))
    return 'picture'
  if (head.startsWith('%PDF-')) return { mediaType: 'application/pdf', extension: 'pdf' }
  if (head.startsWith('PK\x03\x04')) {
    // The names of its files are written plainly, at the head of each and in the directory at the end.
    const names = latin1(bytes.subarray(0, 4096)) + latin1(bytes.subarray(-65_536))
    return zipped.find(([mark]) => names.includes(mark))?.[1] ?? null
  }
  return isPlainText(bytes) ? { mediaType: 'text/plain; charset=utf-8', extension: 'txt' } : null
}

/** Text in UTF-8 without signs that no text has. A page of HTML is text too: it is sent back as plain text, to keep. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text)
  } catch {
    return false
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** A name that any disk and header takes, with the extension of what the file is: `compte-rendu.pdf`. */
export function safeName(name: string, extension: string): string {
  const base = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100)
  // A table of values stays one for those who open it.
  const kept = extension === 'txt' && /\.csv$/i.test(name) ? 'csv' : extension
  return `${base || 'fichier'}.${kept}`
}
