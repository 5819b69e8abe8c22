/**
 * `npm run bench`: runs every benchmark, one after the other; `npm run bench -- WORDS` those whose path has one of the
 * words. Each prints ratios measured in the same run.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { projectFile } from '#infra/project-files.ts'

const words = process.argv.slice(2)
const files = globSync(['bench/**/*.bench.ts', 'packages/*/bench/**/*.bench.ts'], { cwd: projectFile() })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort()

if (files.length === 0) console.error(`no benchmark named ${words.join(' or ')}`)
const failed = files.filter((file) => {
  console.log(`\n== ${file}`)
  return (
    spawnSync(process.execPath, [projectFile(file)], { cwd: projectFile(), stdio: 'inherit' }).status !== 0
  )
})
if (failed.length > 0) console.error(`\nfailed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 || files.length === 0 ? 1 : 0
