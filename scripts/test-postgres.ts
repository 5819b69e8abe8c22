import { execFileSync } from 'node:child_process'
import { accessSync, chownSync, constants, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A PostgreSQL server that lives as long as the tests. */
export interface TestServer {
  /** Connection of its owner to an empty database. */
  readonly url: string
  stop(): void
}

/**
 * Starts a server of this machine's PostgreSQL in a folder of its own; null when there is no such program. `durable`: what is
 * committed outlives the machine's power, as in a town; tests do without.
 */
export async function startTestServer({ durable = false } = {}): Promise<TestServer | null> {
  const programs = findPrograms()
  if (!programs) return null
  const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-postgres-'))
  const port = await freePort()
  const run = runAsOwner(folder)
  const log = path.join(folder, 'log')
  const data = path.join(folder, 'data')
  try {
    const cluster = ['--pgdata', data, '--username', 'tests', '--auth', 'trust', '--encoding', 'UTF8']
    run(path.join(programs, 'initdb'), [...cluster, '--locale', 'C.UTF-8', '--no-sync'])
    run(path.join(programs, 'pg_ctl'), [
      ...['--pgdata', data, '--log', log, '--wait', '--timeout', '60'],
      ...[
        '--options',
        `-c listen_addresses=127.0.0.1 -p ${port} -k ${folder} -c fsync=${durable ? 'on' : 'off'}`,
      ],
      'start',
    ])
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${readLog(log) || (error instanceof Error && error.message)}`)
  }
  return {
    url: `postgres://tests@127.0.0.1:${port}/postgres`,
    stop() {
      run(path.join(programs, 'pg_ctl'), ['--pgdata', data, '--mode', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Folder of the newest server programs: Debian keeps them off the PATH. */
function findPrograms(): string | null {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionIn(b) - versionIn(a))
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return [...debian, ...onPath].find((folder) => isProgram(path.join(folder, 'initdb'))) ?? null
}

function versionIn(folder: string): number {
  return Number(path.basename(path.dirname(folder)))
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

type Run = (program: string, args: readonly string[]) => void

/** PostgreSQL refuses to run as root: there, its own user runs it, else nobody. */
function runAsOwner(folder: string): Run {
  const owner = process.getuid?.() === 0 ? (findUser('postgres') ?? findUser('nobody')) : null
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return (program, args) => {
    execFileSync(program, [...args], { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
}

function findUser(name: string): { readonly uid: number; readonly gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
