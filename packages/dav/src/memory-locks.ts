import type { Lock, LockStore } from './lock-store.ts'
import { isWithin, type Path } from './path.ts'

/** Locks of one process, gone with it. */
export class MemoryLocks implements LockStore {
  #locks: readonly Lock[] = []

  async holding(path: Path, at: Date): Promise<readonly Lock[]> {
    return this.#alive(at).filter((lock) => holds(lock, path))
  }

  async within(path: Path, at: Date): Promise<readonly Lock[]> {
    return this.#alive(at).filter((lock) => isWithin(path, lock.root))
  }

  async add(lock: Lock, at: Date): Promise<readonly Lock[]> {
    const inTheWay = this.#alive(at).filter(
      (other) =>
        (lock.isExclusive || other.isExclusive) &&
        (holds(other, lock.root) || (lock.isDeep && isWithin(lock.root, other.root))),
    )
    if (inTheWay.length === 0) this.#locks = [...this.#alive(at), lock]
    return inTheWay
  }

  async extend(token: string, seconds: number, expiresAt: Date): Promise<void> {
    this.#locks = this.#locks.map((lock) => (lock.token === token ? { ...lock, seconds, expiresAt } : lock))
  }

  async remove(token: string): Promise<void> {
    this.#locks = this.#locks.filter((lock) => lock.token !== token)
  }

  async removeWithin(path: Path): Promise<void> {
    this.#locks = this.#locks.filter((lock) => !isWithin(path, lock.root))
  }

  #alive(at: Date): readonly Lock[] {
    return this.#locks.filter((lock) => lock.expiresAt > at)
  }
}

function holds(lock: Lock, path: Path): boolean {
  return isWithin(lock.root, path) && (lock.isDeep || lock.root.length === path.length)
}
