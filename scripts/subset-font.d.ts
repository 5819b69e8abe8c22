/** What scripts/subset-fonts.ts uses of the package, which ships no types. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    characters: string,
    options: {
      targetFormat: 'woff2' | 'truetype'
      keepFeatures?: readonly string[]
      variationAxes?: Readonly<Record<string, { min: number; max: number }>>
    },
  ): Promise<Uint8Array>
}
