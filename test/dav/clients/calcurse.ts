import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Endpoint } from '../endpoint.ts'
import { runClient } from '../run-client.ts'

/** A computer with calcurse, whose appointments are lines of a file. */
export class CalcurseComputer {
  readonly #folder: string
  readonly #program: string

  constructor(program: string, folder: string, endpoint: Endpoint) {
    this.#program = program
    this.#folder = folder
    mkdirSync(path.join(folder, 'data'), { recursive: true })
    writeFileSync(path.join(folder, 'config'), configFor(endpoint))
    for (const name of ['apts', 'todo', 'conf', 'keys']) writeFileSync(path.join(folder, 'data', name), '')
  }

  /** The first time: which side is the true one. */
  start(side: 'keep-remote' | 'keep-local'): Promise<string> {
    return this.#run([`--init=${side}`])
  }

  sync(): Promise<string> {
    return this.#run([])
  }

  get appointments(): readonly string[] {
    return readFileSync(this.#file, 'utf8').split('\n').filter(Boolean)
  }

  set appointments(lines: readonly string[]) {
    writeFileSync(this.#file, lines.map((line) => `${line}\n`).join(''))
  }

  get #file(): string {
    return path.join(this.#folder, 'data', 'apts')
  }

  #run(args: readonly string[]): Promise<string> {
    const own = { config: 'config', datadir: 'data', syncdb: 'sync.db', hookdir: 'hooks', lockfile: 'lock' }
    const options = Object.entries(own).flatMap(([name, file]) => [
      `--${name}`,
      path.join(this.#folder, file),
    ])
    // Debian's Python has the module that the script needs; another one before it on the path may not.
    return runClient('/usr/bin/python3', [this.#program, ...options, ...args], { cwd: this.#folder })
  }
}

function configFor({ origin, calendar, user, password }: Endpoint): string {
  return `[General]
Binary = calcurse
Hostname = ${new URL(origin).host}
Path = ${calendar}
HTTPS = No
DryRun = No
SyncFilter = cal,todo
[Auth]
Username = ${user}
Password = ${password}
`
}
