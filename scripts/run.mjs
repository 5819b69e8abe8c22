/**
 * `npm start`, `npm test`, `npm run build | check | bench`: finds Node 24, installs the libraries, builds, then does what
 * was asked. Whatever is up to date already is skipped. Plain JavaScript, because Node 20 must be able to read it.
 */
import path from 'node:path'
import { root } from './node24.mjs'
import { runNode } from './run-node.mjs'
import { stop } from './say.mjs'
import { setUp, setUpLibraries } from './set-up.mjs'

const oldest = 20
const [command, ...args] = process.argv.slice(2)

const commands = {
  start: async () => runNode(await setUp(), [path.join(root, 'dist', 'server', 'cli.js'), 'start', ...args]),
  test: async () => runScript(await setUp(), 'test.ts'),
  build: async () => runScript(await setUpLibraries(), 'build.ts'),
  check: async () => runScript(await setUpLibraries(), 'check.ts'),
  bench: async () => runScript(await setUp(), 'bench.ts'),
}

if (Number(process.versions.node.split('.')[0]) < oldest)
  stop(
    `Node ${process.versions.node} est trop ancien : installez Node ${oldest} ou plus récent (nodejs.org).`,
    `Node ${process.versions.node} is too old: install Node ${oldest} or later (nodejs.org).`,
  )
if (!Object.hasOwn(commands, command ?? '')) stop(`node scripts/run.mjs ${Object.keys(commands).join(' | ')}`)
await commands[command]()

function runScript(node, name) {
  runNode(node, [path.join(root, 'scripts', name), ...args], { cwd: root })
}
