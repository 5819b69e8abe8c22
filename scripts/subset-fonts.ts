/**
 * Cuts the fonts of the site down to the characters of French and English and writes them, with their licences, under
 * src/web/fonts. Run it after a new version of the font packages: `node scripts/subset-fonts.ts`.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import subsetFont from 'subset-font'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'src', 'web', 'fonts')

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')
const accented = 'ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜàâäæçèéêëîïôöœùûüÿ'
/** Names of people and places come from beyond France. */
const neighbours = 'ÁÃÅÌÍÐÑÒÓÕØÚÝÞßáãåìíðñòóõøúýþ'
const signs = '\u00a0«»‘’“”–—…•·×÷−±°²³¹½¼¾€£§©®™ªº¡¿¶†′″⁄'
const characters = ascii + accented + neighbours + signs

/** Tabular figures for tables, kerning, accents put together. */
const keepFeatures = ['tnum', 'kern', 'ccmp', 'mark']

const atkinson = 'node_modules/@fontsource/atkinson-hyperlegible'
const bricolage = 'node_modules/@fontsource-variable/bricolage-grotesque'

/** Only the two files whose name says `preload` are asked for before the style sheet names them. */
const fonts = [
  {
    from: `${atkinson}/files/atkinson-hyperlegible-latin-400-normal.woff2`,
    to: 'atkinson-400.preload.woff2',
  },
  { from: `${atkinson}/files/atkinson-hyperlegible-latin-700-normal.woff2`, to: 'atkinson-700.woff2' },
  { from: `${atkinson}/files/atkinson-hyperlegible-latin-400-italic.woff2`, to: 'atkinson-400-italic.woff2' },
  {
    from: `${bricolage}/files/bricolage-grotesque-latin-wght-normal.woff2`,
    to: 'bricolage.preload.woff2',
    variationAxes: { wght: { min: 500, max: 800 } },
  },
]

/** Word files and PDF read no compressed font. */
const documents = path.join(root, 'src', 'modules', 'steering', 'notes', 'fonts')
for (const weight of [400, 700]) {
  const whole = readFileSync(
    path.join(root, `${atkinson}/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`),
  )
  mkdirSync(documents, { recursive: true })
  writeFileSync(
    path.join(documents, `atkinson-${weight}.ttf`),
    await subsetFont(whole, characters, { targetFormat: 'truetype', keepFeatures }),
  )
}
copyFileSync(path.join(root, atkinson, 'LICENSE'), path.join(documents, 'OFL-atkinson-hyperlegible.txt'))

mkdirSync(folder, { recursive: true })
for (const { from, to, ...options } of fonts) {
  const whole = readFileSync(path.join(root, from))
  const cut = await subsetFont(whole, characters, { targetFormat: 'woff2', keepFeatures, ...options })
  writeFileSync(path.join(folder, to), cut)
  console.log(`${to}: ${(cut.length / 1000).toFixed(1)} kB, of ${(whole.length / 1000).toFixed(1)} kB`)
}
copyFileSync(path.join(root, atkinson, 'LICENSE'), path.join(folder, 'OFL-atkinson-hyperlegible.txt'))
copyFileSync(path.join(root, bricolage, 'LICENSE'), path.join(folder, 'OFL-bricolage-grotesque.txt'))
