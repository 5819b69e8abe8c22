import type { PanelModel } from './panel-model.ts'

/** Limits within which panels are looked for: by limit of the model, and by kind. */
export interface Face {
  readonly min: Int32Array
  readonly max: Int32Array
  readonly least: Int32Array
  readonly most: Int32Array
}

/** Where an expected number touches a bound. */
const TOUCH = 1e-7

/**
 * The panels that can take part in a lottery with these expected numbers: where the expectation touches a bound, every
 * panel drawn must touch it too.
 */
export function faceOf(model: PanelModel, expected: Float64Array): Face {
  const held = new Float64Array(model.limits.length)
  for (const [kind, { limits }] of model.kinds.entries()) {
    for (const limit of limits) held[limit]! += expected[kind]!
  }
  return {
    min: Int32Array.from(model.limits, ({ min, max }, i) => (held[i]! > max - TOUCH ? max : min)),
    max: Int32Array.from(model.limits, ({ min, max }, i) => (held[i]! < min + TOUCH ? min : max)),
    least: Int32Array.from(model.kinds, ({ cap }, kind) => (expected[kind]! > cap - TOUCH ? cap : 0)),
    most: Int32Array.from(model.kinds, ({ cap }, kind) => (expected[kind]! < TOUCH ? 0 : cap)),
  }
}

/** All panels. */
export function wholeFace(model: PanelModel): Face {
  return {
    min: Int32Array.from(model.limits, ({ min }) => min),
    max: Int32Array.from(model.limits, ({ max }) => max),
    least: new Int32Array(model.kinds.length),
    most: Int32Array.from(model.kinds, ({ cap }) => cap),
  }
}
