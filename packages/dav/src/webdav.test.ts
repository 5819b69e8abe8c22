import { expect, test } from 'vitest'
import { openTestDav } from './dav-client.testing.ts'

const xml = { 'Content-Type': 'application/xml' }
const lockBody = (scope: string) =>
  `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>`

/** Token of a lock that was just taken. */
function tokenOf(response: Response): string {
  return response.headers.get('lock-token')?.slice(1, -1) ?? ''
}

test('a document type, and with it every entity, is refused', async () => {
  const dav = await openTestDav()
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><propfind xmlns="DAV:"><allprop/>&f;</propfind>`
  const refused = await dav.send('PROPFIND', '/dav/', { body: bomb, headers: { Depth: '0' } })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('DOCTYPE')
})

test.each([
  [
    'a prefix that is taken away',
    '<D:propfind xmlns:D="DAV:"><D:prop><p:x xmlns:p=""/></D:prop></D:propfind>',
  ],
  ['an element that stays open', '<propfind xmlns="DAV:"><allprop>'],
  ['a prefix from nowhere', '<D:propfind xmlns:D="DAV:"><D:prop><x:y/></D:prop></D:propfind>'],
  ['elements nested without end', '<propfind xmlns="DAV:">'.repeat(1000)],
  ['another question', '<lockinfo xmlns="DAV:"/>'],
  ['bytes that are no text', new Uint8Array([0x3c, 0xff, 0xfe, 0x3e])],
])('%s is a bad request', async (_, body) => {
  const dav = await openTestDav()
  expect(await dav.status('PROPFIND', '/dav/', { body, headers: { Depth: '0' } })).toBe(400)
})

test('a body is read up to its limit and no further, whatever length it announces', async () => {
  const dav = await openTestDav({ xml: 1000, file: 1000, calendarObject: 1000 })
  const long = 'x'.repeat(1001)
  expect(await dav.status('PROPFIND', '/dav/', { body: long, headers: { Depth: '0' } })).toBe(413)
  expect(await dav.status('PUT', '/dav/calendars/marie/equipe/a.ics', { body: long })).toBe(413)
  expect(await dav.status('PUT', '/dav/file', { body: long, headers: { 'Content-Length': '9999' } })).toBe(
    413,
  )
  await expect(dav.status('PUT', '/dav/file', { body: long })).resolves.toBe(413)
  expect(await dav.status('GET', '/dav/file')).toBe(404)
})

test('an address cannot leave the tree, and # must be escaped', async () => {
  const dav = await openTestDav()
  await dav.send('MKCOL', '/dav/folder/')
  expect(await dav.status('DELETE', '/dav/folder/#member')).toBe(400)
  expect(await dav.status('GET', '/dav/%2e%2e/secret')).toBe(404)
  expect(await dav.status('GET', '/dav/..%2fsecret')).toBe(404)
  expect(await dav.status('GET', '/dav/a%00b')).toBe(404)
  expect(await dav.status('PROPFIND', '/dav/folder/', { headers: { Depth: '0' } })).toBe(207)
})

test('names keep their accents, spaces and signs', async () => {
  const dav = await openTestDav()
  const path = `/dav/${encodeURIComponent('Délibération été, a+b#c%d.txt')}`
  await dav.send('PUT', path, { body: 'x' })
  const listed = await (await dav.send('PROPFIND', '/dav/', { headers: { Depth: '1' } })).text()
  expect(listed).toContain(`<D:href>${path}</D:href>`)
})

test('a tree is asked level by level', async () => {
  const dav = await openTestDav()
  const refused = await dav.send('PROPFIND', '/dav/')
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('propfind-finite-depth')
  expect(await dav.status('PROPFIND', '/dav/', { headers: { Depth: '2' } })).toBe(400)
  await dav.send('MKCOL', '/dav/folder/')
  expect(await dav.status('DELETE', '/dav/folder/', { headers: { Depth: '0' } })).toBe(400)
})

test('a file is written only over what its writer knows', async () => {
  const dav = await openTestDav()
  const first = await dav.send('PUT', '/dav/file', { body: 'one', headers: { 'If-None-Match': '*' } })
  expect(first.status).toBe(201)
  const etag = first.headers.get('etag') ?? ''
  expect(await dav.status('PUT', '/dav/file', { body: 'two', headers: { 'If-None-Match': '*' } })).toBe(412)
  expect(await dav.status('PUT', '/dav/file', { body: 'two', headers: { 'If-Match': etag } })).toBe(204)
  expect(await dav.status('PUT', '/dav/file', { body: 'three', headers: { 'If-Match': etag } })).toBe(412)
  expect(await dav.status('DELETE', '/dav/file', { headers: { 'If-Match': etag } })).toBe(412)
  expect(await dav.status('PUT', '/dav/none', { body: 'x', headers: { 'If-Match': '*' } })).toBe(412)
  expect(
    await dav.status('PUT', '/dav/file', { body: 'x', headers: { 'Content-Range': 'bytes 0-0/9' } }),
  ).toBe(400)
  const read = await dav.send('GET', '/dav/file')
  expect(await read.text()).toBe('two')
  const known = { 'If-None-Match': read.headers.get('etag') ?? '' }
  expect(await dav.status('GET', '/dav/file', { headers: known })).toBe(304)
})

test('what people put here is downloaded, never shown as a page of the site', async () => {
  const dav = await openTestDav()
  await dav.send('PUT', '/dav/page.html', { body: '<script>', headers: { 'Content-Type': 'text/html' } })
  const { headers } = await dav.send('GET', '/dav/page.html')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-disposition')).toBe('attachment')
})

test('a lock holds against whoever lacks its token, and against whoever stole it', async () => {
  const dav = await openTestDav()
  await dav.send('PUT', '/dav/file', { body: 'one' })
  const token = tokenOf(await dav.send('LOCK', '/dav/file', { body: lockBody('exclusive') }))
  expect(token).toBe('urn:uuid:id-1')
  const holding = { If: `(<${token}>)` }
  expect(await dav.status('PUT', '/dav/file', { body: 'two' })).toBe(423)
  expect(await dav.status('PUT', '/dav/file', { body: 'two', headers: holding, as: 'paul' })).toBe(423)
  expect(await dav.status('DELETE', '/dav/file', { as: 'paul' })).toBe(423)
  expect(await dav.status('MOVE', '/dav/file', { headers: { Destination: '/dav/other' } })).toBe(423)
  expect(
    await dav.status('UNLOCK', '/dav/file', { headers: { 'Lock-Token': `<${token}>` }, as: 'paul' }),
  ).toBe(403)
  expect(await dav.status('PUT', '/dav/file', { body: 'two', headers: holding })).toBe(204)
  // npm's webdav client leaves out the angle brackets.
  expect(await dav.status('UNLOCK', '/dav/file', { headers: { 'Lock-Token': token } })).toBe(204)
  expect(await dav.status('PUT', '/dav/file', { body: 'three', as: 'paul' })).toBe(204)
})

test('a deep lock holds members to come, and a lock on a folder its list of members', async () => {
  const dav = await openTestDav()
  await dav.send('MKCOL', '/dav/deep/')
  await dav.send('LOCK', '/dav/deep/', { body: lockBody('exclusive') })
  expect(await dav.status('PUT', '/dav/deep/new', { body: 'x', as: 'paul' })).toBe(423)
  expect(await dav.status('LOCK', '/dav/deep/new', { body: lockBody('shared'), as: 'paul' })).toBe(423)
  await dav.send('MKCOL', '/dav/flat/')
  await dav.send('PUT', '/dav/flat/old', { body: 'x' })
  await dav.send('LOCK', '/dav/flat/', { body: lockBody('exclusive'), headers: { Depth: '0' } })
  expect(await dav.status('PUT', '/dav/flat/new', { body: 'x', as: 'paul' })).toBe(423)
  expect(await dav.status('DELETE', '/dav/flat/old', { as: 'paul' })).toBe(423)
  expect(await dav.status('PUT', '/dav/flat/old', { body: 'y', as: 'paul' })).toBe(204)
})

test('a folder with a locked member is not locked over, nor removed', async () => {
  const dav = await openTestDav()
  await dav.send('MKCOL', '/dav/folder/')
  await dav.send('PUT', '/dav/folder/file', { body: 'x' })
  await dav.send('LOCK', '/dav/folder/file', { body: lockBody('exclusive') })
  expect(await dav.status('LOCK', '/dav/folder/', { body: lockBody('exclusive'), as: 'paul' })).toBe(423)
  expect(await dav.status('DELETE', '/dav/folder/', { as: 'paul' })).toBe(423)
  expect(await dav.status('GET', '/dav/folder/file')).toBe(200)
})

test('locks last no longer than an hour, and end by themselves', async () => {
  const dav = await openTestDav()
  await dav.send('PUT', '/dav/file', { body: 'x' })
  const taken = await dav.send('LOCK', '/dav/file', {
    body: lockBody('exclusive'),
    headers: { Timeout: 'Second-99999' },
  })
  expect(await taken.text()).toContain('<D:timeout>Second-3600</D:timeout>')
  dav.setNow(new Date('2026-11-25T08:59:59Z'))
  expect(await dav.status('PUT', '/dav/file', { body: 'y' })).toBe(423)
  dav.setNow(new Date('2026-11-25T09:00:00Z'))
  expect(await dav.status('PUT', '/dav/file', { body: 'y' })).toBe(204)
})

test('an If header is judged list by list', async () => {
  const dav = await openTestDav()
  const made = await dav.send('PUT', '/dav/file', { body: 'x' })
  const etag = made.headers.get('etag') ?? ''
  const write = (header: string) => dav.status('PUT', '/dav/file', { body: 'x', headers: { If: header } })
  expect(await write('(["other"])')).toBe(412)
  expect(await write('(["other"]) (Not ["other"])')).toBe(204)
  expect(await write(`([${etag}] Not <DAV:no-lock>)`)).toBe(412)
  expect(await write('</dav/none> (Not ["x"])')).toBe(204)
  expect(await write('<http://elsewhere.test/dav/file> (Not <x:y>)')).toBe(412)
  for (const bad of ['', 'x', '(', '()', '(Not)', '(Not Not <a:b>)', '<a:b>', '((<a:b>))'])
    expect([bad, await write(bad)]).toEqual([bad, 400])
})

test('nothing is copied into itself, over its own folder, or to another server', async () => {
  const dav = await openTestDav()
  await dav.send('MKCOL', '/dav/folder/')
  await dav.send('PUT', '/dav/folder/file', { body: 'x' })
  const copy = (from: string, to: string, more = {}) =>
    dav.status('COPY', from, { headers: { Destination: to, ...more } })
  expect(await copy('/dav/folder/', '/dav/folder/inside/')).toBe(403)
  expect(await copy('/dav/folder/file', '/dav/folder/')).toBe(403)
  expect(await copy('/dav/folder/', '/dav/none/folder/')).toBe(409)
  expect(await copy('/dav/folder/', 'http://elsewhere.test/dav/x')).toBe(502)
  expect(await copy('/dav/folder/', '/other/x')).toBe(502)
  expect(await copy('/dav/folder/file', '/dav/copy')).toBe(201)
  expect(await copy('/dav/folder/file', '/dav/copy', { Overwrite: 'F' })).toBe(412)
})

test('properties that nobody understands come back as they went, in their namespace and language', async () => {
  const dav = await openTestDav()
  await dav.send('PUT', '/dav/file', { body: 'x' })
  const set = `<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop xml:lang="fr"><n:état xmlns:n="urn:x" n:kind="&lt;a&gt;"><b>é &amp; 🌳</b></n:état></D:prop></D:set></D:propertyupdate>`
  await dav.send('PROPPATCH', '/dav/file', { body: set, headers: xml })
  const read = await (await dav.send('PROPFIND', '/dav/file', { headers: { Depth: '0' } })).text()
  expect(read).toContain(
    '<N:état xmlns:N="urn:x" xmlns:a0="urn:x" a0:kind="&lt;a&gt;" xml:lang="fr"><b>é &amp; 🌳</b></N:état>',
  )
})

test('a property that the server computes is not set, and then no other is either', async () => {
  const dav = await openTestDav()
  await dav.send('PUT', '/dav/file', { body: 'x' })
  const set = `<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><D:displayname>N</D:displayname><D:getetag>"1"</D:getetag></D:prop></D:set></D:propertyupdate>`
  const answer = await (await dav.send('PROPPATCH', '/dav/file', { body: set })).text()
  expect(answer).toMatch(/<D:getetag\/><\/D:prop><D:status>HTTP\/1.1 403/)
  expect(answer).toMatch(/<D:displayname\/><\/D:prop><D:status>HTTP\/1.1 424/)
  expect(await (await dav.send('PROPFIND', '/dav/file', { headers: { Depth: '0' } })).text()).not.toContain(
    '>N<',
  )
})

test('a hundred parallel writes of one file leave one of them, whole', async () => {
  const dav = await openTestDav()
  const bodies = Array.from({ length: 100 }, (_, index) => String(index).repeat(500))
  await Promise.all(bodies.map((body) => dav.send('PUT', '/dav/file', { body })))
  expect(bodies).toContain(await (await dav.send('GET', '/dav/file')).text())
})

test('of fifty who make the same file at once, one does', async () => {
  const dav = await openTestDav()
  const sent = Array.from({ length: 50 }, () =>
    dav.status('PUT', '/dav/file', { body: 'x', headers: { 'If-None-Match': '*' } }),
  )
  const statuses = await Promise.all(sent)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 412)).toHaveLength(49)
})
