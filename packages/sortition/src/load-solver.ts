import declared, { type Highs } from 'highs'

// The declarations of `highs` describe its CommonJS form, where the loader is the property `default` of what is imported;
// its ES form, which is the one loaded here, is the loader itself.
const load = declared as unknown as typeof declared.default

/**
 * Loads the HiGHS solver (WebAssembly, one thread). Once is enough: pass it to every computation.
 *
 * @example
 * const highs = await loadSolver()
 */
export function loadSolver(): Promise<Highs> {
  return load()
}
