import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** System programs that tests look at the product with, and the Debian package of each. */
const tools = {
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
  libreoffice: { names: ['soffice', 'libreoffice'], package: 'libreoffice-writer-nogui' },
  pdftotext: { names: ['pdftotext'], package: 'poppler-utils' },
  pdftoppm: { names: ['pdftoppm'], package: 'poppler-utils' },
  litmus: { names: ['litmus'], package: 'litmus' },
  vdirsyncer: { names: ['vdirsyncer'], package: 'vdirsyncer' },
  khal: { names: ['khal'], package: 'khal' },
  'calcurse-caldav': { names: ['calcurse-caldav'], package: 'calcurse python3-httplib2' },
  radicale: { names: ['radicale'], package: 'radicale' },
} as const

/**
 * Path of a system program, or null where it is absent: the reason is printed then, and in CI, which installs them all,
 * it is a failure.
 */
export function toolPath(tool: keyof typeof tools): string | null {
  const found = find(tools[tool].names)
  if (found) return found
  const reason = `${tool} absent (Debian: apt-get install ${tools[tool].package})`
  if (process.env.CI) throw new Error(reason)
  console.warn(`SKIPPED: ${reason}`)
  return null
}

export function findChromium(): string | null {
  return find(tools.chromium.names)
}

function find(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return files.find(isProgram) ?? null
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
