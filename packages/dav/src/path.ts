/** Names from the root of the mount down, decoded: `['agenda', 'réunion.ics']`; the root is empty. */
export type Path = readonly string[]

/** Where a path is on the network. A collection ends with a slash. */
export function hrefOf(prefix: string, path: Path, isCollection: boolean): string {
  const names = path.map((name) => `/${encodeURIComponent(name)}`).join('')
  return `${prefix}${names}${isCollection ? '/' : ''}`
}

/**
 * The path of a network address below the prefix; null when it is not below, or when a name could not be one in a folder:
 * `..`, a slash or a zero that hid behind an escape.
 */
export function pathOf(prefix: string, pathname: string): Path | null {
  if (pathname !== prefix && !pathname.startsWith(`${prefix}/`)) return null
  const names: string[] = []
  for (const piece of pathname.slice(prefix.length).split('/')) {
    if (piece === '') continue
    const name = decoded(piece)
    if (name === null || name === '.' || name === '..' || /[/\0]/.test(name)) return null
    names.push(name)
  }
  return names
}

export function parentOf(path: Path): Path {
  return path.slice(0, -1)
}

/** Whether the second is the first, or below it. */
export function isWithin(above: Path, path: Path): boolean {
  return above.length <= path.length && above.every((name, index) => name === path[index])
}

/** A text that is the same for the same path, for maps. */
export function pathKey(path: Path): string {
  return path.map((name) => `/${name}`).join('')
}

function decoded(piece: string): string | null {
  try {
    return decodeURIComponent(piece)
  } catch {
    return null
  }
}
