import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable, writeCsv, writeXlsx } from './spreadsheet.ts'
import { packZip, unpackZip } from './zip.ts'

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

const entryOf = (name: string, content: Uint8Array) => ({
  name: bytes(name),
  crc: crc32(content),
  bytes: content,
})

/** An archive of one deflated file, whose headers say whatever size is wished. */
function deflated(name: string, content: Uint8Array, declaredSize: number): Uint8Array {
  const packed = new Uint8Array(deflateRawSync(content))
  const archive = packZip([{ ...entryOf(name, content), bytes: packed }])
  const view = new DataView(archive.buffer)
  const directory = view.getUint32(archive.byteLength - 6, true)
  view.setUint16(8, 8, true)
  view.setUint32(22, declaredSize, true)
  view.setUint16(directory + 10, 8, true)
  view.setUint32(directory + 24, declaredSize, true)
  return archive
}

test('a workbook that unpacks to gigabytes is refused, whether its directory says so or lies', async () => {
  const zeros = new Uint8Array(120_000_000)
  const tooLarge = { ok: false, refusal: { code: 'file_too_large' } }
  const honest = deflated('xl/worksheets/sheet1.xml', zeros.subarray(0, 1000), 4_000_000_000)
  const lying = deflated('xl/worksheets/sheet1.xml', zeros, 10)
  expect([honest.byteLength < 1000, lying.byteLength < 200_000]).toEqual([true, true])
  expect(await readTable(honest)).toMatchObject(tooLarge)
  expect(await readTable(lying)).toMatchObject(tooLarge)
  const many = packZip(Array.from({ length: 1001 }, (_, index) => entryOf(`${index}`, new Uint8Array())))
  expect(await readTable(many)).toMatchObject(tooLarge)
})

test('a file that the directory does not name is never unpacked', async () => {
  const workbook = await writeXlsx(['a'], [['visible']])
  const hidden = deflated('xl/worksheets/sheet1.xml', new Uint8Array(120_000_000), 10)
  const local = hidden.subarray(0, new DataView(hidden.buffer).getUint32(hidden.byteLength - 6, true))
  // In front of the true files, whose places in the archive move with it.
  const archive = new Uint8Array(Buffer.concat([local, workbook]))
  const view = new DataView(archive.buffer)
  const end = archive.byteLength - 22
  let at = view.getUint32(end + 16, true) + local.byteLength
  view.setUint32(end + 16, at, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    view.setUint32(at + 42, view.getUint32(at + 42, true) + local.byteLength, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  const table = await readTable(archive)
  expect(table.ok && table.value.rows.map(({ cells }) => cells.a)).toEqual(['visible'])
})

test('what is packed is unpacked; any damage is a refusal, never an accident', async () => {
  const limits = { entries: 10, bytes: 10_000 }
  const files = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.uint8Array()), {
    selector: ([name]) => name,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(files, fc.nat(), fc.nat({ max: 255 }), async (list, place, value) => {
      const entries = list.map(([name, content]) => entryOf(name, content))
      const archive = packZip(entries)
      expect(await unpackZip(archive, limits)).toEqual({ ok: true, value: entries })
      archive[place % archive.byteLength] = value
      expect(['true', 'false']).toContain(String((await unpackZip(archive, limits)).ok))
    }),
  )
})
