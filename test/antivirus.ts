import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A program that reads a file on its input and ends with that code, as an antivirus does. */
export function antivirusThatEnds(exit: number): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'antivirus-')), 'scan.sh')
  writeFileSync(file, `#!/bin/sh\ncat > /dev/null\nexit ${exit}\n`)
  chmodSync(file, 0o755)
  return file
}
