import { describe, expect, test } from 'vitest'
import { isNamedAs, safeFileName, sniffType } from '#kernel/file-type.ts'
import { antivirusThatEnds } from '#test/antivirus.ts'
import { checkFile, type FileRules } from './received-files.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

describe('what a file is', () => {
  test.each([
    ['\xff\xd8\xff\xe0', 'jpg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['II*\0\x08', 'tiff'],
    ['MM\0*\0', 'tiff'],
    ['%PDF-1.7', 'pdf'],
    ['PK\x03\x04 word/document.xml', 'docx'],
    ['PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'ods'],
    ['nom;prix', 'txt'],
  ])('is read in its bytes: %j', (start, extension) => {
    expect(sniffType(bytesOf(start))?.extension).toBe(extension)
  })

  test.each([['MZ\0\x90'], ['PK\x03\x04 setup.exe'], ['\x7fELF\x01'], ['\xe9t\xe9']])(
    'is not taken: %j',
    (start) => {
      expect(sniffType(bytesOf(start))).toBeNull()
    },
  )

  test('its name is made safe, and tells the truth', () => {
    expect(safeFileName('C:\\Été\\Compte rendu (2).exe', 'pdf')).toBe('Compte-rendu-2.pdf')
    expect(safeFileName('"\r\n.pdf', 'pdf')).toBe('fichier.pdf')
    const [jpeg, pdf] = [sniffType(bytesOf('\xff\xd8\xff')), sniffType(bytesOf('%PDF-'))]
    expect(jpeg && [isNamedAs('a.JPEG', jpeg), isNamedAs('a.png', jpeg)]).toEqual([true, false])
    expect(pdf && [isNamedAs('a.pdf', pdf), isNamedAs('pdf', pdf)]).toEqual([true, false])
  })
})

const rules: FileRules = { takes: ['pdf', 'txt'], mostBytes: () => 20, isNameTrue: true }
const file = { name: 'statuts.pdf', bytes: bytesOf('%PDF-1.7') }
const none = { antivirusCommand: null }

describe('a file that somebody sends', () => {
  test('is kept as it is, with its digest, where it keeps to the rules of its place', async () => {
    expect(await checkFile(none, file, rules)).toMatchObject({
      ok: true,
      value: {
        name: 'statuts.pdf',
        type: { mediaType: 'application/pdf' },
        digest: '86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b',
        scan: 'not_scanned',
      },
    })
    const refused = async (name: string, text: string) =>
      checkFile(none, { name, bytes: bytesOf(text) }, rules)
    expect(await refused('photo.png', '\x89PNG\r\n\x1a\n')).toEqual({ ok: false, refusal: 'file_type' })
    expect(await refused('statuts.pdf', 'MZ un programme')).toEqual({ ok: false, refusal: 'file_type' })
    expect(await refused('long.txt', 'x'.repeat(21))).toEqual({ ok: false, refusal: 'file_large' })
    expect(await refused('juste.txt', 'x'.repeat(20))).toMatchObject({ ok: true })
  })
})

describe('the antivirus of the town', () => {
  test.each([
    [0, { ok: true, value: { scan: 'clean' } }],
    [1, { ok: false, refusal: 'file_infected' }],
    [2, { ok: false, refusal: 'scan_failed' }],
  ])('ends with %i', async (exit, expected) => {
    expect(await checkFile({ antivirusCommand: antivirusThatEnds(exit) }, file, rules)).toMatchObject(
      expected,
    )
  })

  test('that cannot be started keeps no file', async () => {
    const result = await checkFile({ antivirusCommand: '/nowhere/scan' }, file, rules)
    expect(result).toEqual({ ok: false, refusal: 'scan_failed' })
  })
})
