import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Endpoint } from '../endpoint.ts'
import { runClient } from '../run-client.ts'

/** A computer with vdirsyncer, which keeps a folder in step, and khal, which shows it. */
export class KhalComputer {
  readonly #folder: string
  readonly #calendar: string

  constructor(folder: string, endpoint: Endpoint) {
    this.#folder = folder
    this.#calendar = path.join(folder, 'calendars', 'equipe')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'vdirsyncer.conf'), vdirsyncerConfig(folder, endpoint))
    writeFileSync(path.join(folder, 'khal.conf'), khalConfig(folder, this.#calendar))
  }

  /** Finds the calendar from the root of the server. */
  async discover(): Promise<void> {
    await this.#vdirsyncer(['discover'], 'y\n'.repeat(4))
  }

  async sync(): Promise<string> {
    return this.#vdirsyncer(['sync'])
  }

  /** When nothing at all is left, vdirsyncer wants to be told that it is meant. */
  async syncEmptied(): Promise<string> {
    return this.#vdirsyncer(['sync', '--force-delete'])
  }

  async add(...words: readonly string[]): Promise<void> {
    await this.#khal(['new', '-a', 'equipe', ...words])
  }

  /** What khal shows from a day, for so many days. */
  async list(day: string, days: string): Promise<string> {
    return this.#khal(['list', day, days])
  }

  /** Files of the calendar, in their order. */
  get files(): readonly string[] {
    return readdirSync(this.#calendar).sort()
  }

  /** Changes every file, as another program would. */
  replaceInAll(found: string, by: string): void {
    for (const name of this.files) {
      const file = path.join(this.#calendar, name)
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(found, by))
    }
  }

  removeAll(): void {
    for (const name of this.files) rmSync(path.join(this.#calendar, name))
  }

  #vdirsyncer(args: readonly string[], input = ''): Promise<string> {
    const config = path.join(this.#folder, 'vdirsyncer.conf')
    return runClient('vdirsyncer', ['--config', config, ...args], { cwd: this.#folder, input })
  }

  #khal(args: readonly string[]): Promise<string> {
    return runClient('khal', ['--config', path.join(this.#folder, 'khal.conf'), ...args], {
      cwd: this.#folder,
    })
  }
}

function vdirsyncerConfig(folder: string, { root, user, password }: Endpoint): string {
  return `[general]
status_path = "${folder}/status/"
[pair agenda]
a = "local"
b = "remote"
collections = ["equipe"]
conflict_resolution = "b wins"
[storage local]
type = "filesystem"
path = "${folder}/calendars/"
fileext = ".ics"
[storage remote]
type = "caldav"
url = "${root}"
username = "${user}"
password = "${password}"
`
}

function khalConfig(folder: string, calendar: string): string {
  return `[calendars]
[[equipe]]
path = ${calendar}
[default]
default_calendar = equipe
[sqlite]
path = ${folder}/khal.db
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
datetimeformat = %d/%m/%Y %H:%M
longdatetimeformat = %d/%m/%Y %H:%M
`
}
