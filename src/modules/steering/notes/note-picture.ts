import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { documentFont } from '#infra/pdf-paper.ts'
import { drawBudget } from './budget-picture.rules.ts'
import type { BudgetPicture } from './document.rules.ts'

/** Between the margins of the word file. */
export const pageWidth_twips = 9070

export const pictureWidth = 720
export const pictureHeight = 300

let ready: Promise<readonly Uint8Array[]> | null = null

/** The picture as PNG at three times its size, sharp on paper. */
export async function renderPicture(picture: BudgetPicture): Promise<Uint8Array> {
  ready ??= prepare()
  const fontBuffers = [...(await ready)]
  const image = new Resvg(drawBudget(picture), {
    fitTo: { mode: 'width', value: pictureWidth * 3 },
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Atkinson Hyperlegible' },
  })
  const png = image.render().asPng()
  image.free()
  return png
}

/** The renderer is loaded once, when the first document asks for it. */
async function prepare(): Promise<readonly Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return [new Uint8Array(await readFile(documentFont(400)))]
}
