/** XML namespaces of the protocol: RFC 4918, RFC 4791, and two that calendar programs share without an RFC. */
export const namespaces = {
  dav: 'DAV:',
  caldav: 'urn:ietf:params:xml:ns:caldav',
  calendarServer: 'http://calendarserver.org/ns/',
  apple: 'http://apple.com/ns/ical/',
  xml: 'http://www.w3.org/XML/1998/namespace',
} as const
