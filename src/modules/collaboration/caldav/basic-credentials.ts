/** Name and password of a `Basic` header (RFC 7617), UTF-8; null when there is none that can be read. */
export function basicCredentials(
  header: string | undefined,
): { readonly email: string; readonly password: string } | null {
  const [, encoded] = /^basic +([a-z0-9+/=]+) *$/i.exec(header ?? '') ?? []
  if (encoded === undefined || encoded.length > 2000) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 1 ? null : { email: text.slice(0, colon), password: text.slice(colon + 1) }
}
