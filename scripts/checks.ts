import { spawnSync } from 'node:child_process'
import { projectFile } from '#infra/project-files.ts'

interface Check {
  readonly name: string
  /** Program of a package, or script of the project, with its arguments. */
  readonly args: readonly string[]
  readonly remedy: string
}

const checks: readonly Check[] = [
  {
    name: 'types',
    args: ['node_modules/typescript/bin/tsc', '--noEmit'],
    remedy: 'mend the types named above',
  },
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    remedy: 'run: npm run format, then mend what it leaves',
  },
  {
    name: 'table types',
    args: ['scripts/generate-tables.ts', '--check'],
    remedy: 'run: node scripts/generate-tables.ts',
  },
]

/** Runs what reads the code without running it; answers how many of these checks passed and failed. */
export function runChecks(): { readonly passed: number; readonly failed: number } {
  const failed = checks.filter((check) => !passes(check)).length
  return { passed: checks.length - failed, failed }
}

function passes({ name, args, remedy }: Check): boolean {
  const started = performance.now()
  const [script = '', ...rest] = args
  const { status } = spawnSync(process.execPath, [projectFile(script), ...rest], {
    cwd: projectFile(),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(status === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name}: ${remedy}`)
  return status === 0
}
