const root = '/appels-a-projets'
const of = (code: string) => `${root}/${code}`
const applicationOf = (code: string, id: string) => `${of(code)}/candidatures/${id}`

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
  apply: (code: string) => `${of(code)}/candidature`,
  application: applicationOf,
  sending: (code: string, id: string) => `${applicationOf(code, id)}/envoi`,
  withdrawal: (code: string, id: string) => `${applicationOf(code, id)}/retrait`,
  invite: (code: string, id: string) => `${applicationOf(code, id)}/invitations`,
  file: (code: string, id: string, file: string) => `${applicationOf(code, id)}/fichiers/${file}`,
  acceptance: (id: string) => `${root}/mes-candidatures/${id}`,
  pieces: (code: string, id: string) => `${applicationOf(code, id)}/pieces`,
  answer: (code: string, id: string) => `${applicationOf(code, id)}/reponse`,
  eligibility: (code: string, id: string) => `${applicationOf(code, id)}/recevabilite`,
  received: (code: string) => `${of(code)}/candidatures`,
}
