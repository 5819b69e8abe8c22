import path from 'node:path'
import { projectFile } from './project-files.ts'

const runsFromBuild = import.meta.dirname === projectFile('dist', 'server')

/** The program of a worker thread, named by its path in the sources (`src/…/solver.worker.ts`), built or not. */
export function workerFile(source: string): string {
  return runsFromBuild
    ? projectFile('dist', 'server', `${path.basename(source, '.ts')}.js`)
    : projectFile(...source.split('/'))
}
