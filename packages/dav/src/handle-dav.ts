import type { DavParts } from './dav-parts.ts'
import { DavRefusal } from './dav-refusal.ts'
import { type Exchange, openExchange } from './exchange.ts'
import { answerCopy } from './methods/copy-or-move.ts'
import { answerDelete } from './methods/delete.ts'
import { answerGet } from './methods/get.ts'
import { answerLock } from './methods/lock.ts'
import { answerMakeCollection } from './methods/make-collection.ts'
import { answerOptions } from './methods/options.ts'
import { answerPropfind } from './methods/propfind.ts'
import { answerProppatch } from './methods/proppatch.ts'
import { answerPut } from './methods/put.ts'
import { answerReport } from './methods/report.ts'
import { answerUnlock } from './methods/unlock.ts'
import { writeXml } from './write-xml.ts'
import { davElement } from './xml-element.ts'

const methods: Readonly<Record<string, (exchange: Exchange) => Response | Promise<Response>>> = {
  OPTIONS: answerOptions,
  GET: answerGet,
  HEAD: answerGet,
  PUT: answerPut,
  DELETE: answerDelete,
  MKCOL: answerMakeCollection,
  MKCALENDAR: answerMakeCollection,
  COPY: answerCopy,
  MOVE: answerCopy,
  PROPFIND: answerPropfind,
  PROPPATCH: answerProppatch,
  LOCK: answerLock,
  UNLOCK: answerUnlock,
  REPORT: answerReport,
}

/**
 * Answers one request of a WebDAV or CalDAV client whose user is known already. Every refusal of the protocol is an answer;
 * what is thrown is an accident of the store.
 */
export async function handleDav(request: Request, parts: DavParts): Promise<Response> {
  try {
    const exchange = openExchange(request, parts)
    const answer = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined
    return answer ? await answer(exchange) : answerOptions(exchange, 405)
  } catch (error) {
    if (error instanceof DavRefusal) return refused(error)
    throw error
  }
}

function refused({ status, condition, message }: DavRefusal): Response {
  if (status === 304) return new Response(null, { status })
  const text = davElement('responsedescription', message)
  return new Response(writeXml(davElement('error', condition ? [condition, text] : [text])), {
    status,
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
}
