import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable, writeCsv, writeXlsx } from './spreadsheet.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
// The XLSX library refuses the cell text `__proto__`; underscores stay out of the drawn texts.
const letters = fc.constantFrom(...'abcÉœ’ 0129;,|"\n\t=+-@€<>&')
const cell = fc.string({ unit: letters, maxLength: 12 }).map((text) => text.trim())

test('delimiter, encoding and first physical line are found', async () => {
  const cases: [Uint8Array, string, string][] = [
    [bytes('nom;ville\r\nÉlan;Ici\r\n'), ';', 'utf-8'],
    [bytes('\ufeffnom,ville\nÉlan,Ici\n'), ',', 'utf-8-bom'],
    [Uint8Array.from(Buffer.from('nom\tville\n\xc9lan\tIci', 'latin1')), '\t', 'windows-1252'],
    [bytes('"n;o|m"|ville\nÉlan|Ici'), '|', 'utf-8'],
  ]
  for (const [file, delimiter, encoding] of cases) {
    const table = await readTable(file)
    expect(table).toMatchObject({ ok: true, value: { delimiter, encoding, rows: [{ line: 2 }] } })
    if (table.ok) expect(Object.values(table.value.rows[0]?.cells ?? {})[0]).toBe('Élan')
  }
})

test('a cell on several lines and blank lines do not shift the line numbers', async () => {
  const table = await readTable(bytes('a;b\n"un\ndeux";x\n\n;\ntrois;y\n'))
  expect(table.ok && table.value.rows.map((row) => [row.line, row.cells.a])).toEqual([
    [2, 'un\ndeux'],
    [6, 'trois'],
  ])
})

test('an empty file, a header twice and a broken quote are refused with their reason', async () => {
  expect(await readTable(bytes(''))).toMatchObject({ ok: false, refusal: { code: 'empty_file' } })
  expect(await readTable(bytes('a;b;a\n1;2;3'))).toMatchObject({
    ok: false,
    refusal: { code: 'duplicate_header', detail: 'a' },
  })
  expect(await readTable(bytes('a;b\n"1;2\n'))).toMatchObject({
    ok: false,
    refusal: { code: 'unreadable_file' },
  })
  expect(await readTable(bytes('PK\u0003 not a workbook'))).toMatchObject({
    ok: false,
    refusal: { code: 'unreadable_file' },
  })
})

test('CSV and XLSX give back every cell, formulas included as text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      async (rows) => {
        const kept = rows.map((row) => ['id', ...row])
        for (const file of [
          writeCsv(['k', 'a', 'b', 'c'], kept),
          await writeXlsx(['k', 'a', 'b', 'c'], kept),
        ]) {
          const table = await readTable(file)
          expect(table.ok && table.value.rows.map((row) => Object.values(row.cells))).toEqual(kept)
        }
      },
    ),
    { numRuns: 60, examples: [[[['=1+1', '@x', "'=y"]]], [[['+33 6', '-a', '-5']]]] },
  )
})

test('no exported text starts a formula', () => {
  const text = new TextDecoder().decode(writeCsv(['a'], [['=cmd()'], ['@x'], ['+a'], ['-b'], ['-5,2']]))
  expect(text.split('\r\n').slice(1, -1)).toEqual(["'=cmd()", "'@x", "'+a", "'-b", '-5,2'])
})
