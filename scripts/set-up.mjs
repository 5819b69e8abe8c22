import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findNode24, npmProgram, root, unreachableRegistry } from './node24.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

/** Everything that must be there before the site or its tests run; answers the path of Node 24. Quick when all is there. */
export async function setUp() {
  const node = await findNode24()
  if (isInstalled() && isBuilt()) return node
  return oneAtATime(async () => {
    if (!isInstalled()) await install(node)
    if (!isBuilt()) await build(node)
    return node
  })
}

/** Node 24 and the libraries, without the build. */
export async function setUpLibraries() {
  const node = await findNode24()
  if (!isInstalled()) await oneAtATime(() => install(node))
  return node
}

const lockFile = path.join(root, 'package-lock.json')
const installedMark = path.join(root, 'node_modules', '.installed')

/** Whether node_modules is what the lock file asks for, on this kind of machine. */
function isInstalled() {
  if (existsSync(installedMark)) return readFileSync(installedMark, 'utf8') === wantedInstall()
  // Installed by hand: npm's own record is then as recent as the lock file.
  const record = path.join(root, 'node_modules', '.package-lock.json')
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lockFile).mtimeMs
}

function wantedInstall() {
  const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${process.platform}-${process.arch} ${digest}`
}

async function install(node) {
  say('Installation des bibliothèques (une minute environ)', 'Installing the libraries (about a minute)')
  const { program, args } = npmProgram(node)
  await runStep({
    program,
    // The tools that build the site are among the development packages.
    args: [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'],
    cwd: root,
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` },
    remedy: unreachableRegistry,
  })
  writeFileSync(installedMark, wantedInstall())
}

/**
 * Whether nothing that the build reads is more recent than it. Only dates are looked at, since every start waits for
 * this; scripts/build.ts, when it is called, compares the contents.
 */
function isBuilt() {
  const mark = path.join(root, 'dist', 'sources')
  if (!existsSync(mark)) return false
  const builtAt = statSync(mark).mtimeMs
  return !builtFrom().some((file) => statSync(file).mtimeMs > builtAt)
}

/** Files that the build reads, and their folders: one that was deleted leaves its date on its folder. */
function builtFrom() {
  const packages = path.join(root, 'packages')
  const sources = readdirSync(packages).map((name) => path.join(packages, name, 'src'))
  const single = ['package-lock.json', 'tsconfig.json', 'scripts/build.ts'].map((name) =>
    path.join(root, name),
  )
  return [...single, ...[path.join(root, 'src'), path.join(root, 'db'), ...sources].flatMap(everythingIn)]
}

function everythingIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) return [place, ...everythingIn(place)]
    return entry.name.endsWith('.test.ts') ? [] : [place]
  })
}

async function build(node) {
  say('Construction du site', 'Building the site')
  await runStep({
    program: node,
    args: [path.join(root, 'scripts', 'build.ts')],
    cwd: root,
    remedy: [
      'Le code ne se construit pas : revenez à la dernière version publiée (git status, git pull), puis recommencez.',
      'The code does not build: go back to the latest version (git status, git pull), then start again.',
    ],
  })
}

const turn = path.join(root, 'var', 'set-up')

/** Two commands started together set up one after the other: each would break the folder under the other's feet. */
async function oneAtATime(work) {
  mkdirSync(path.dirname(turn), { recursive: true })
  for (let said = false; !takeTurn(); said = true) {
    if (!said) say('Une autre commande prépare le site : attente', 'Another command is setting up: waiting')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const release = () => rmSync(turn, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function takeTurn() {
  try {
    writeFileSync(turn, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    // The file of a process that was killed: the next try takes it.
    if (!isRunning(readTurn())) rmSync(turn, { force: true })
    return false
  }
}

function readTurn() {
  try {
    return Number(readFileSync(turn, 'utf8'))
  } catch {
    return 0
  }
}

function isRunning(pid) {
  // Empty for the instant between its creation and its number.
  if (pid === 0) return existsSync(turn) && Date.now() - statSync(turn).mtimeMs < 2000
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
