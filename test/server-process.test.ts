import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { projectFile } from '#infra/project-files.ts'
import { makePlace, type TestPlace, visit } from './running-town.ts'

// Each test starts processes: 5 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 240_000 })

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

describe('starting', () => {
  test('answers pages and built files on a free port, and says where', async () => {
    const { address } = await place.start()
    const page = await (await visit(address).get('/')).text()
    const style = /href="(\/fichiers\/[^"]+\.css)"/.exec(page)?.[1] ?? ''
    const file = await fetch(address + style, { headers: { 'accept-encoding': 'br' } })
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'br'])
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect(await file.text()).toContain('{')
    expect((await fetch(`${address}/fichiers/none.css`)).status).toBe(404)
  })

  test('stops at once on a port that another program has, and names a remedy', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const bound = other.address()
    const port = typeof bound === 'object' && bound ? bound.port : 0
    const refused = await (await place.start(['--world', 'town'], { PORT: String(port) })).ended
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(`PORT=${port + 1}`)
    // Before the demo world is loaded, which is long.
    expect(refused.out).not.toContain('monde / world')
    other.close()
  })

  test('loads again a demo world whose loading was cut short', async () => {
    const folder = path.join(place.folder, 'small')
    mkdirSync(path.join(folder, 'database'), { recursive: true })
    writeFileSync(path.join(folder, 'loading'), '')
    writeFileSync(path.join(folder, 'database', 'half'), 'of a database')
    const { address } = await place.start(['--world', 'small'])
    expect((await visit(address).get('/demonstration')).status).toBe(200)
  })
})

describe('stopping', () => {
  test('finishes the request under way, closes everything and frees the folder', async () => {
    const server = await place.start()
    const { port } = new URL(server.address)
    const body = 'langue=en&retour=/a-propos'
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8')
    let answer = ''
    socket.on('data', (text: string) => {
      answer += text
    })
    await once(socket, 'connect')
    socket.write(
      [
        'POST /langue HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: ${server.address}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        'Connection: close',
        '',
        body.slice(0, 6),
      ].join('\r\n'),
    )
    // The server has read the beginning once it has answered a whole request sent after it.
    await visit(server.address).get('/healthz')
    server.child.kill('SIGTERM')
    await expect.poll(() => isListening(Number(port))).toBe(false)
    socket.end(body.slice(6))
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(await server.ended).toMatchObject({ code: 0, err: '' })
    expect((await place.run(['account', 'list', '--world', 'empty'])).code).toBe(0)
  })
})

describe('Ctrl+C in npm start', () => {
  test('reaches every process of the command at once; the server finishes, once, and frees the folder', async () => {
    const { DATABASE_URL: _, NODE_OPTIONS: __, ...inherited } = process.env
    const npm = spawn('npm', ['start', '--', '--world', 'empty'], {
      cwd: projectFile('.'),
      env: { ...inherited, FAIRE_COMMUNE_DATA: place.folder, HOST: '127.0.0.1', PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, as a terminal gives each command; Ctrl+C is a signal to the whole group.
      detached: true,
    })
    let out = ''
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    const closed = once(npm, 'close')
    await expect.poll(() => out, { timeout: 200_000, interval: 200 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\n/)
    process.kill(-(npm.pid ?? 0), 'SIGINT')
    await closed
    expect(out.match(/Arrêt en cours/g)).toHaveLength(1)
    // Its socket is taken away by a server that closed, not by one that was cut.
    expect(existsSync(path.join(place.folder, 'empty', 'socket'))).toBe(false)
    expect((await place.run(['journal', 'verify', '--world', 'empty'])).code).toBe(0)
  })
})

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe('the command line', () => {
  test('is one program that runs from any folder, by a link too', () => {
    const link = path.join(place.folder, 'fc')
    symlinkSync(projectFile('bin', 'faire-commune'), link)
    const listed = execFileSync(process.execPath, [link, 'world', 'list'], { cwd: '/', encoding: 'utf8' })
    expect(listed).toMatch(/^town .*\nsmall .*\nagglomeration .*\nempty .*\n$/)
  })
})
