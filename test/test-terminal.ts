import type { Terminal } from '../src/cli/command.ts'

/** A terminal in that folder, and the lines that are written to it. */
export function openTestTerminal(cwd: string): Terminal & {
  readonly lines: { readonly out: string[]; readonly err: string[] }
} {
  const lines = { out: [] as string[], err: [] as string[] }
  return {
    cwd,
    lines,
    out: (text) => lines.out.push(text),
    err: (text) => lines.err.push(text),
  }
}
