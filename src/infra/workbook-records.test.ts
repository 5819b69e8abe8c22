import { globSync, readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { referencePath } from '#test/reference.ts'
import { readRecords } from './spreadsheet.ts'
import { packZip } from './zip.ts'

async function cellsOf(bytes: Uint8Array) {
  const read = await readRecords(bytes)
  if (!read.ok) throw new Error(read.refusal.detail)
  return read.value.records.map(({ cells }) => cells)
}

/** The same sheet by another reader, its values written as ours are. */
async function otherCells(bytes: Uint8Array): Promise<string[][]> {
  const rows = await readSheet(Buffer.from(bytes))
  const text = (value: unknown) => {
    if (value === null || value === undefined) return ''
    if (value instanceof Date) return value.toISOString().slice(0, 10)
    if (typeof value === 'boolean') return value ? 'oui' : 'non'
    return typeof value === 'number'
      ? String(Math.round(value * 1000) / 1000).replace('.', ',')
      : `${value}`.trim().replaceAll('\r\n', '\n')
  }
  return rows.map((row) => row.map(text))
}

const withoutEmptyEnd = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))

const folder = referencePath('data', 'actors')
test.skipIf(folder === null).each(folder === null ? [] : globSync(`${folder}/**/*.xlsx`))(
  'the workbook %s says what another reader reads in it',
  async (file) => {
    const bytes = readFileSync(file)
    const cells = withoutEmptyEnd(await cellsOf(bytes))
    expect(cells).toEqual(withoutEmptyEnd(await otherCells(bytes)))
    expect(cells.length).toBeGreaterThan(0)
  },
)

test('texts, numbers, days and yes or no come back, and so does the place of each', async () => {
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => new Date(`${date.toISOString().slice(0, 10)}T00:00:00Z`))
  const cell = fc.oneof(
    fc
      .string({ unit: fc.constantFrom(...'abÉœ <>&"’'), minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() !== ''),
    fc.integer({ min: -1_000_000, max: 99_999_999_999_999 }),
    fc.boolean(),
    day,
    fc.constant(null),
  )
  const typed = (value: string | number | boolean | Date | null) =>
    value === null
      ? null
      : value instanceof Date
        ? { value, type: Date, format: 'dd/mm/yyyy' }
        : typeof value === 'number'
          ? { value, type: Number }
          : typeof value === 'boolean'
            ? { value, type: Boolean }
            : { value, type: String }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      async (rows) => {
        const sheet = await writeXlsxFile(rows.map((row) => row.map(typed))).toBuffer()
        const expected = rows.map((row) =>
          row.map((value) =>
            value === null
              ? ''
              : value instanceof Date
                ? value.toISOString().slice(0, 10)
                : typeof value === 'boolean'
                  ? value
                    ? 'oui'
                    : 'non'
                  : String(value).trim(),
          ),
        )
        const read = withoutEmptyEnd(await cellsOf(new Uint8Array(sheet)))
        const last = expected.findLastIndex((row) => row.some((text) => text !== ''))
        expect(read).toEqual(withoutEmptyEnd(expected.slice(0, last + 1)))
      },
    ),
    { numRuns: 40 },
  )
})

/** A workbook made by hand, of programs that write otherwise than ours. */
function workbook(parts: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder()
  return packZip(
    Object.entries(parts).map(([name, text]) => {
      const bytes = encoder.encode(text)
      return { name: encoder.encode(name), crc: crc32(bytes), bytes }
    }),
  )
}

describe('what other programs write', () => {
  test('names with a prefix, runs of one text, rows left out, references left out, days from 1904, a far first sheet', async () => {
    const read = await cellsOf(
      workbook({
        'xl/workbook.xml':
          '<x:workbook xmlns:x="x" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="A" r:id="rId7"/><x:sheet name="B" r:id="rId1"/></x:sheets></x:workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="worksheets/b.xml"/><Relationship Id="rId7" Target="/xl/worksheets/a.xml"/></Relationships>',
        'xl/sharedStrings.xml':
          '<x:sst xmlns:x="x"><x:si><x:r><x:t>Deux </x:t></x:r><x:r><x:t>mots</x:t></x:r><x:rPh><x:t>hint</x:t></x:rPh></x:si></x:sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/><numFmt numFmtId="171" formatCode="&quot;le jour&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
        'xl/worksheets/a.xml':
          '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c r="D1" s="1"><x:v>0</x:v></x:c></x:row><x:row r="4"><x:c r="B4" t="inlineStr"><x:is><x:t>là</x:t></x:is></x:c><x:c s="2"><x:v>12.5</x:v></x:c></x:row><x:row r="9"><x:c r="A9" s="1"/></x:row></x:sheetData></x:worksheet>',
      }),
    )
    expect(read).toEqual([['Deux mots', '', '', '1904-01-01'], [], [], ['', 'là', '12,5']])
  })

  test('broken markup, and an archive that is no workbook, are refused', async () => {
    for (const parts of [{ 'xl/workbook.xml': '<a>', 'xl/worksheets/sheet1.xml': '<b' }, { 'note.txt': 'x' }])
      expect(await readRecords(workbook(parts))).toMatchObject({
        ok: false,
        refusal: { code: 'unreadable_file' },
      })
  })
})
