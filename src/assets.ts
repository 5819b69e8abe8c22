import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { projectFile } from '#infra/project-files.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { Assets } from '#web/shell.ts'

const manifest = z.record(z.string(), z.object({ file: z.string(), src: z.string().optional() }))

const prefix = '/fichiers/'
const style = 'src/web/styles/main.css'
const script = 'src/web/client/main.ts'
const island = /^src\/web\/client\/islands\/(.+)\.ts$/

/** Fonts of a first page, asked for before the style sheet names them. */
const firstFonts = /\.preload\.woff2$/

/** Addresses of what `scripts/build.ts` made, read from its manifest. */
export function readAssets(folder = projectFile('dist', 'client')): Assets {
  const entries = manifest.parse(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')))
  const address = (source: string) => prefix + assertDefined(entries[source], `${source} was built`).file
  const sources = Object.keys(entries)
  return {
    style: address(style),
    script: address(script),
    fonts: sources.filter((source) => firstFonts.test(source)).map(address),
    islands: Object.fromEntries(
      sources.flatMap((source) => {
        const name = island.exec(source)?.[1]
        return name ? [[name, address(source)]] : []
      }),
    ),
  }
}

type Encoding = 'br' | 'gzip' | 'identity'
type Bodies = Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
  readonly identity: Uint8Array<ArrayBuffer>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Answers requests for built files; null for any other request. The files are few and small: all are read once, with
 * their compressed forms. Each has a digest of its content in its name, so a browser never asks twice.
 */
export function openStaticFiles(
  folder = projectFile('dist', 'client'),
): (request: Request) => Response | null {
  const bodies = new Map(readdirSync(folder).flatMap((name) => entryOf(folder, name)))
  return (request) => {
    // Most requests are for pages: they are let through before their address is read.
    if (!request.url.includes(prefix)) return null
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith(prefix) || (request.method !== 'GET' && request.method !== 'HEAD')) return null
    const file = bodies.get(pathname)
    if (!file) return new Response('404', { status: 404 })
    const encoding = bestEncoding(request.headers.get('accept-encoding') ?? '', file)
    return new Response(file[encoding] ?? file.identity, { headers: headersOf(pathname, encoding) })
  }
}

function entryOf(folder: string, name: string): [string, Bodies][] {
  if (!(path.extname(name) in types)) return []
  const read = (suffix: string) => {
    const file = path.join(folder, name + suffix)
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined
  }
  const [br, gzip] = [read('.br'), read('.gz')]
  const identity = assertDefined(read(''), `${name} is in its folder`)
  return [[prefix + name, { identity, ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) }]]
}

function bestEncoding(accepted: string, file: Bodies): Encoding {
  if (file.br && /\bbr\b/.test(accepted)) return 'br'
  return file.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

function headersOf(pathname: string, encoding: Encoding): Record<string, string> {
  return {
    'Content-Type': types[path.extname(pathname)] ?? 'application/octet-stream',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  }
}
