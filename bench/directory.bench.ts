/**
 * The directory of a large town: reading a file of 50,000 organisations in (time, memory), then its page and its search over
 * 20,000 (median of many), beside the naive way in the same run: every name folded again and looked through at each question.
 * Run: npm run bench -- directory
 */
import { execFileSync } from 'node:child_process'
import { buildServers } from './pages/build-servers.ts'

const program = await buildServers(['bench', 'directory', 'measure.ts'])
execFileSync(process.execPath, ['--expose-gc', program], { stdio: 'inherit' })
