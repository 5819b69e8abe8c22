const root = '/appels-a-projets'
const of = (code: string) => `${root}/${code}`

export const callsPaths = {
  list: (after?: string | null) => (after ? `${root}?${new URLSearchParams({ suite: after })}` : root),
  new: () => `${root}/nouveau`,
  mine: () => `${root}/mes-candidatures`,
  show: of,
  edit: (code: string) => `${of(code)}/modifier`,
  law: (code: string) => `${of(code)}/droit`,
  grid: (code: string) => `${of(code)}/grille`,
  jurors: (code: string) => `${of(code)}/jures`,
  form: (code: string) => `${of(code)}/formulaire`,
  question: (code: string, key: string) => `${of(code)}/formulaire/${key}`,
  moveQuestion: (code: string, key: string) => `${of(code)}/formulaire/${key}/place`,
  removeQuestion: (code: string, key: string) => `${of(code)}/formulaire/${key}/suppression`,
  opening: (code: string) => `${of(code)}/ouverture`,
  copy: (code: string) => `${of(code)}/copie`,
}
