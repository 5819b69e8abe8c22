import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '#infra/clock.ts'
import { projectFile } from '#infra/project-files.ts'
import { makePlace } from '../running-town.ts'
import { findChromium } from '../tools.ts'

/** What the town of demonstration is made from, once it is built; its dates follow the day. */
const sources = ['dist/server/**/*.js', 'db/migrations/*.sql', 'db/worlds/**/*.json']

/**
 * Fills the town of demonstration once for all the journeys: each test file starts on a copy of this folder, which takes
 * a second, where filling takes half a minute. It is kept under `var/test` until its sources or the day change.
 */
export async function setup(): Promise<void> {
  if (findChromium() === null) return
  const place = makePlace()
  try {
    const image = projectFile('var', 'test', `demo-${digestOfSources()}`)
    process.env.TEST_DEMO_TOWN = image
    if (existsSync(image)) return
    removeOldImages(path.dirname(image))
    const { address, child, ended } = await place.start(['--world', 'town'])
    child.kill('SIGTERM')
    const { code, out, err } = await ended
    if (address === '' || code !== 0) throw new Error(`the town does not start (${code})\n${out}\n${err}`)
    // Whole at once: a run that is cut short leaves no half of a town.
    const unfinished = `${image}.${process.pid}`
    cpSync(place.folder, unfinished, { recursive: true })
    renameSync(unfinished, image)
  } finally {
    await place.remove()
  }
}

function removeOldImages(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of globSync('demo-*', { cwd: folder }))
    rmSync(path.join(folder, name), { recursive: true, force: true })
}

function digestOfSources(): string {
  const hash = createHash('sha256').update(systemClock.today())
  const root = projectFile()
  for (const name of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    hash.update(name).update(readFileSync(path.join(root, name)))
  return hash.digest('hex').slice(0, 12)
}
