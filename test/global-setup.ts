import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { openEmbedded } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { projectFile } from '#infra/project-files.ts'
import { fillTestTown } from './make-world.ts'

/** What the test town is made from: another text of these makes another image. */
const sources = ['package-lock.json', 'db/migrations/*.sql', 'src/modules/people/**/*.ts', 'test/*.ts']

/**
 * Makes the test town once, as an archive of the embedded database that each test file opens: an empty database costs
 * 3 s, the archive 0.6 s. It is kept under `var/test` until its sources change.
 */
export async function setup(): Promise<void> {
  const image = projectFile('var', 'test', `town-${digestOfSources()}.tar`)
  process.env.TEST_IMAGE = image
  if (existsSync(image)) return
  mkdirSync(path.dirname(image), { recursive: true })
  removeOldImages(path.dirname(image))
  const unfinished = `${image}.${process.pid}`
  writeFileSync(unfinished, await makeImage())
  renameSync(unfinished, image)
}

/** Another run may be reading the one that it started with, and a file read as a blob may not change: those of other days go. */
function removeOldImages(folder: string): void {
  const oldest = Date.now() - 86_400_000
  for (const name of globSync('town-*', { cwd: folder }).map((file) => path.join(folder, file)))
    if (statSync(name).mtimeMs < oldest) rmSync(name, { force: true })
}

async function makeImage(): Promise<Buffer> {
  const database = await openEmbedded(null)
  await migrate(database)
  await fillTestTown(database)
  const image = await database.saveImage()
  await database.close()
  return Buffer.from(await image.arrayBuffer())
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  const root = projectFile()
  for (const name of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    hash.update(name).update(readFileSync(path.join(root, name)))
  return hash.digest('hex').slice(0, 12)
}
