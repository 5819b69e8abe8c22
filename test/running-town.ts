import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectFile } from '#infra/project-files.ts'

/** The product as people run it: processes of their own, over a data folder of their own. */
export interface TestPlace {
  /** FAIRE_COMMUNE_DATA of everything that is run here. */
  readonly folder: string
  /** Starts `faire-commune start` and waits until it says its address, or until it ends. */
  start(args?: readonly string[], env?: Env): Promise<RunningServer>
  /** Runs one command to its end. */
  run(args: readonly string[], env?: Env): Promise<Finished>
  /** Kills what still runs and removes the folder. */
  remove(): Promise<void>
}

export interface RunningServer {
  /** Without a final slash; empty when the server ended before it answered. */
  readonly address: string
  readonly child: ChildProcess
  readonly ended: Promise<Finished>
}

export interface Finished {
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

/** A town of demonstration takes 20 s to fill on a quiet machine, and minutes on one that does everything at once. */
const longestStart_ms = 400_000

export function makePlace(): TestPlace {
  // Builds what changed, once: the processes below then run the same build.
  execFileSync(process.execPath, [projectFile('bin', 'faire-commune'), '--help'], { stdio: 'ignore' })
  const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-place-'))
  const alive = new Set<ChildProcess>()

  function launch(args: readonly string[], env: Env = {}): ChildProcess {
    const { DATABASE_URL: _, NODE_OPTIONS: __, ...inherited } = process.env
    const child = spawn(process.execPath, [projectFile('dist', 'server', 'cli.js'), ...args], {
      cwd: folder,
      env: { ...inherited, FAIRE_COMMUNE_DATA: folder, HOST: '127.0.0.1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    alive.add(child)
    child.on('close', () => alive.delete(child))
    return child
  }

  return {
    folder,
    async start(args = ['--world', 'empty'], env) {
      const child = launch(['start', ...args], env)
      const ended = collect(child)
      // Killed rather than awaited for ever: what it said until then can be shown.
      const late = setTimeout(() => child.kill('SIGKILL'), longestStart_ms)
      const address = await Promise.race([saysAddress(child), ended.then(() => '')])
      clearTimeout(late)
      return { address, child, ended }
    },
    run: (args, env) => collect(launch(args, env)),
    async remove() {
      const closed = [...alive].map((child) => new Promise((resolve) => child.once('close', resolve)))
      for (const child of alive) child.kill('SIGKILL')
      await Promise.all(closed)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function collect(child: ChildProcess): Promise<Finished> {
  return new Promise((resolve) => {
    const texts = { out: '', err: '' }
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      texts.out += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      texts.err += text
    })
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 1, ...texts }))
  })
}

function saysAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (text: string) => {
      said += text
      const address = /(http:\/\/127\.0\.0\.1:\d+)\/\n/.exec(said)?.[1]
      if (address) resolve(address)
    })
  })
}

/** Requests to a running server as a browser sends them, with the cookies that it gave. */
export interface Visitor {
  get(path: string): Promise<Response>
  post(path: string, form: Readonly<Record<string, string>>): Promise<Response>
}

export function visit(address: string): Visitor {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      origin: address,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    const answer = await fetch(address + path, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return answer
  }
  return {
    get: (path) => send(path),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

/** Makes the first administrator from the command line and signs in with the link that it prints. */
export async function enterAsAdministrator(place: TestPlace, address: string): Promise<Visitor> {
  const made = await place.run(['account', 'create-admin', 'camille@essais.example', '--world', 'empty'])
  const link = new URL(made.out.trim())
  const administrator = visit(address)
  await administrator.post(link.pathname, {})
  return administrator
}
