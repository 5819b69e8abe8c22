import { unpackZip } from '#infra/zip.ts'

/** The words of a DOCX that the site sent, with plain spaces. */
export async function docxText(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const entries = await unpackZip(bytes, { entries: 200, bytes: 20_000_000 })
  if (!entries.ok) throw new Error(entries.refusal)
  const document = entries.value.find(({ name }) => Buffer.from(name).toString() === 'word/document.xml')
  return Buffer.from(document?.bytes ?? [])
    .toString('utf8')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u202f\u00a0]/g, ' ')
}
