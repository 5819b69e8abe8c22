const root = '/appels-a-projets'
const of = (code: string) => `${root}/${code}`
const applicationOf = (code: string, id: string) => `${of(code)}/candidatures/${id}`

/** Papers of an application that are written when they are asked for. */
export const documentNames = ['lettre', 'accuse-de-reception', 'demande-de-pieces', 'convention'] as const
export type DocumentName = (typeof documentNames)[number]
export const documentFormats = ['pdf', 'docx'] as const
export type DocumentFormat = (typeof documentFormats)[number]

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
  confirmation: (token: string) => `${root}/confirmation/${token}`,
  acceptance: (id: string) => `${root}/mes-candidatures/${id}`,
  pieces: (code: string, id: string) => `${applicationOf(code, id)}/pieces`,
  answer: (code: string, id: string) => `${applicationOf(code, id)}/reponse`,
  eligibility: (code: string, id: string) => `${applicationOf(code, id)}/recevabilite`,
  jury: (code: string) => `${of(code)}/jury`,
  gathering: (code: string) => `${of(code)}/jury/reunion`,
  links: (code: string) => `${of(code)}/jury/liens`,
  review: (code: string, number: number) => `${of(code)}/jury/dossiers/${number}`,
  reopening: (code: string, number: number) => `${of(code)}/jury/dossiers/${number}/reouverture`,
  reviewFile: (code: string, number: number, file: string) =>
    `${of(code)}/jury/dossiers/${number}/fichiers/${file}`,
  ranking: (code: string) => `${of(code)}/classement`,
  minutes: (code: string) => `${of(code)}/proces-verbal`,
  scenarios: (code: string) => `${of(code)}/scenarios`,
  scenario: (code: string, id: string) => `${of(code)}/scenarios/${id}`,
  scenarioChoice: (code: string, id: string) => `${of(code)}/scenarios/${id}/choix`,
  decision: (code: string) => `${of(code)}/decision`,
  interested: (code: string) => `${of(code)}/decision/elus`,
  draftDeliberation: (code: string, format: DocumentFormat) => `${of(code)}/projet-de-deliberation.${format}`,
  allLetters: (code: string) => `${of(code)}/lettres.pdf`,
  allAgreements: (code: string) => `${of(code)}/conventions.pdf`,
  closing: (code: string) => `${of(code)}/cloture`,
  template: (code: string) => `${of(code)}/convention-type`,
  winners: (code: string) => `${of(code)}/laureats`,
  scdl: () => `${root}/scdl.csv`,
  papers: () => `${root}/papiers`,
  scan: (id: string) => `${root}/papiers/${id}`,
  page: (id: string, position: number) => `${root}/papiers/${id}/${position}`,
  pagePicture: (id: string, position: number) => `${root}/papiers/${id}/${position}/image`,
  pageMove: (id: string, position: number) => `${root}/papiers/${id}/${position}/etat`,
  signedAgreement: (code: string, id: string) => `${applicationOf(code, id)}/convention-signee.pdf`,
  signedLetter: (code: string, id: string) => `${applicationOf(code, id)}/lettre-signee.pdf`,
  apiList: (after: string) => `/api/v1/calls?${new URLSearchParams({ suite: after })}`,
  api: (code: string) => `/api/v1/calls/${code}/grants`,
  document: (code: string, id: string, name: DocumentName, format: DocumentFormat) =>
    `${applicationOf(code, id)}/${name}.${format}`,
  agreement: (code: string, id: string) => `${applicationOf(code, id)}/convention`,
  agreementStep: (code: string, id: string) => `${applicationOf(code, id)}/convention/etapes`,
  order: (code: string, id: string, number: number) =>
    `${applicationOf(code, id)}/versements/${number}/mandat`,
  paymentOrder: (code: string, id: string, number: number, format: DocumentFormat) =>
    `${applicationOf(code, id)}/versements/${number}/ordre.${format}`,
  payment: (code: string, id: string, number: number) =>
    `${applicationOf(code, id)}/versements/${number}/paiement`,
  report: (code: string, id: string) => `${applicationOf(code, id)}/bilan`,
  reportCheck: (code: string, id: string) => `${applicationOf(code, id)}/bilan/verification`,
  repayment: (code: string, id: string) => `${applicationOf(code, id)}/reversement`,
  finish: (code: string, id: string) => `${applicationOf(code, id)}/fin`,
  received: (code: string) => `${of(code)}/candidatures`,
}
