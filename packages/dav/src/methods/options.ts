import type { Exchange } from '../exchange.ts'

const always = 'OPTIONS, GET, HEAD, PUT, DELETE, MKCOL, MKCALENDAR, COPY, MOVE, PROPFIND, PROPPATCH, REPORT'

/** What this server can do; also the answer (405) to a method that it does not know. */
export function answerOptions({ locks }: Exchange, status = 200): Response {
  return new Response(null, {
    status,
    headers: {
      Allow: locks ? `${always}, LOCK, UNLOCK` : always,
      DAV: locks ? '1, 2, 3, extended-mkcol, calendar-access' : '1, 3, extended-mkcol, calendar-access',
      'MS-Author-Via': 'DAV',
    },
  })
}
