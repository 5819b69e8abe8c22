import { answerFreeBusy } from '../calendar/answer-free-busy.ts'
import { answerMultiget } from '../calendar/answer-multiget.ts'
import { answerQuery } from '../calendar/answer-query.ts'
import { answerSync } from '../calendar/answer-sync.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, findTarget } from '../exchange.ts'
import { namespaces } from '../namespaces.ts'
import { readXml } from '../read-body.ts'
import type { Resource } from '../store.ts'
import { davElement, nameKey, type XmlElement } from '../xml-element.ts'

type Report = (exchange: Exchange, target: Resource, body: XmlElement) => Promise<Response>

const reports: Readonly<Record<string, Report>> = {
  [nameKey({ namespace: namespaces.caldav, name: 'calendar-query' })]: answerQuery,
  [nameKey({ namespace: namespaces.caldav, name: 'calendar-multiget' })]: answerMultiget,
  [nameKey({ namespace: namespaces.caldav, name: 'free-busy-query' })]: answerFreeBusy,
  [nameKey({ namespace: namespaces.dav, name: 'sync-collection' })]: answerSync,
}

/** The question that the body asks (RFC 3253 §3.6). */
export async function answerReport(exchange: Exchange): Promise<Response> {
  const target = await findTarget(exchange)
  const body = await readXml(exchange)
  if (!body) throw new DavRefusal(400, 'REPORT has a body')
  const key = nameKey(body)
  const report = Object.hasOwn(reports, key) ? reports[key] : undefined
  if (!report) throw new DavRefusal(403, `no report ${body.name} here`, davElement('supported-report'))
  return report(exchange, target, body)
}
