/** Words that a text may leave for the cooperation to fill in, between braces. */
export const variables = [
  'objet',
  'theme',
  'parties',
  'coordonnateur',
  'forme',
  'effet',
  'duree',
  'sortie',
  'cout',
  'indemnite',
] as const
export type Variable = (typeof variables)[number]

export type Values = Readonly<Record<Variable, string>>

const braces = /\{\{\s*([\p{L}_]+)\s*\}\}/gu

/** Words between braces that nothing fills in, each once. */
export function unknownVariables(body: string): readonly string[] {
  const named = [...body.matchAll(braces)].map(([, name = '']) => name)
  return [...new Set(named)].filter((name) => !isVariable(name))
}

function isVariable(name: string): name is Variable {
  return variables.some((each) => each === name)
}

export function fillIn(body: string, values: Values): string {
  return body.replace(braces, (whole, name: string) => (isVariable(name) ? values[name] : whole))
}

export interface AgreementBlock {
  readonly kind: 'heading' | 'item' | 'paragraph'
  readonly text: string
}

/** A text as people type it: `# ` starts an article, `- ` a line of a list, anything else is a paragraph. */
export function blocksOf(text: string): readonly AgreementBlock[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      if (/^#+\s/.test(line)) return { kind: 'heading', text: line.replace(/^#+\s+/, '') }
      return /^[-•]\s/.test(line)
        ? { kind: 'item', text: line.slice(1).trim() }
        : { kind: 'paragraph', text: line }
    })
}
