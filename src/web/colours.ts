/** Style sheet that gives the town's one colour to the theme. */
export function townColours(hex: string): string {
  return `:root { --town: ${hex}; }\n`
}
