/** What a file is by its bytes. `extension` is the ending that its name gets. */
export interface FileType {
  readonly kind: 'picture' | 'pdf' | 'document' | 'text'
  readonly mediaType: string
  readonly extension: FileExtension
}

export type FileExtension =
  | 'jpg'
  | 'png'
  | 'webp'
  | 'tiff'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'txt'

const picture = (extension: FileExtension, format = extension as string): FileType => ({
  kind: 'picture',
  mediaType: `image/${format}`,
  extension,
})
const document = (extension: FileExtension, format: string): FileType => ({
  kind: 'document',
  mediaType: `application/vnd.${format}`,
  extension,
})

const plain: readonly { readonly at: number; readonly mark: string; readonly type: FileType }[] = [
  { at: 0, mark: '\xff\xd8\xff', type: picture('jpg', 'jpeg') },
  { at: 0, mark: '\x89PNG\r\n\x1a\n', type: picture('png') },
  { at: 8, mark: 'WEBP', type: picture('webp') },
  { at: 0, mark: 'II*\0', type: picture('tiff') },
  { at: 0, mark: 'MM\0*', type: picture('tiff') },
  { at: 0, mark: '%PDF-', type: { kind: 'pdf', mediaType: 'application/pdf', extension: 'pdf' } },
]

/** Documents of word processors and spreadsheets are ZIP archives: a file that they hold, or their first words, say which. */
const zipped: readonly (readonly [mark: string, type: FileType])[] = [
  ['word/document.xml', document('docx', 'openxmlformats-officedocument.wordprocessingml.document')],
  ['xl/workbook.xml', document('xlsx', 'openxmlformats-officedocument.spreadsheetml.sheet')],
  ['ppt/presentation.xml', document('pptx', 'openxmlformats-officedocument.presentationml.presentation')],
  ['application/vnd.oasis.opendocument.text', document('odt', 'oasis.opendocument.text')],
  ['application/vnd.oasis.opendocument.spreadsheet', document('ods', 'oasis.opendocument.spreadsheet')],
  ['application/vnd.oasis.opendocument.presentation', document('odp', 'oasis.opendocument.presentation')],
]

const text: FileType = { kind: 'text', mediaType: 'text/plain; charset=utf-8', extension: 'txt' }

/**
 * What a file is by its bytes, whatever its name says; null for what the town takes nowhere: programs, drawings with scripts,
 * archives of anything.
 */
export function sniffType(bytes: Uint8Array): FileType | null {
  const head = latin1(bytes.subarray(0, 16))
  const known = plain.find(({ at, mark }) => head.startsWith(mark, at))
  if (known) return known.type
  if (head.startsWith('PK\x03\x04')) {
    // The names of its files are written plainly, at the head of each and in the directory at the end.
    const names = latin1(bytes.subarray(0, 4096)) + latin1(bytes.subarray(-65_536))
    return zipped.find(([mark]) => names.includes(mark))?.[1] ?? null
  }
  return isPlainText(bytes) ? text : null
}

/** Text in UTF-8 without signs that no text has. A page of HTML is text too: it is sent back as plain text, to keep. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(decoded)
  } catch {
    return false
  }
}

function latin1(bytes: Uint8Array): string {
  let read = ''
  for (const byte of bytes) read += String.fromCharCode(byte)
  return read
}

const endings: Readonly<Partial<Record<FileExtension, readonly string[]>>> = {
  jpg: ['jpg', 'jpeg'],
  tiff: ['tif', 'tiff'],
  txt: ['txt', 'csv', 'md'],
}

/** Whether the ending of a name is one of that type: `photo.jpeg` is of a JPEG, `statuts.pdf` is not of a text. */
export function isNamedAs(name: string, type: FileType): boolean {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return (endings[type.extension] ?? [type.extension]).includes(ending)
}

/** A name that any disk and header takes, with the extension of what the file is: `compte-rendu.pdf`. */
export function safeFileName(name: string, extension: string): string {
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
