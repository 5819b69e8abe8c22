import type { Locale } from '#kernel/locale.ts'

export const templateKinds = ['plain', 'participatory_budget', 'call', 'works'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** A board to begin with. Days are counted from the start of the project. */
export interface Template {
  readonly columns: readonly TemplateColumn[]
  readonly cards: readonly { readonly title: string; readonly due_days: number }[]
  readonly milestones: readonly { readonly title: string; readonly due_days: number }[]
}

interface TemplateColumn {
  readonly title: string
  readonly limit: number | null
  readonly isDone: boolean
}

type Lines = readonly (readonly [fr: string, en: string, due_days: number])[]

const columns: readonly (readonly [fr: string, en: string, limit: number | null, isDone: boolean])[] = [
  ['À faire', 'To do', null, false],
  ['En cours', 'Under way', 5, false],
  ['À valider', 'To approve', 5, false],
  ['Terminé', 'Done', null, true],
]

const cards: Readonly<Record<TemplateKind, Lines>> = {
  plain: [],
  participatory_budget: [
    ['Écrire le règlement et la promesse', 'Write the rules and the promise', 14],
    [
      'Choisir les lieux de dépôt et les relais de quartier',
      'Choose where to hand ideas in, and who helps',
      21,
    ],
    ['Ouvrir la collecte des idées', 'Open the collection of ideas', 30],
    ['Étudier la faisabilité et le coût des idées', 'Assess feasibility and cost of the ideas', 90],
    ['Préparer le vote, en ligne et sur papier', 'Prepare the vote, online and on paper', 105],
    ['Publier les résultats et répondre à chaque idée', 'Publish results and answer every idea', 135],
    ['Suivre les projets lauréats', 'Follow the winning projects', 180],
  ],
  call: [
    ['Écrire le texte et la grille de notation', 'Write the text and the score grid', 14],
    ['Vérifier le cadre légal de l’aide', 'Check the law that the aid falls under', 21],
    ['Publier l’appel', 'Publish the call', 30],
    ['Répondre aux questions des candidats', 'Answer the candidates’ questions', 60],
    ['Réunir le jury', 'Bring the panel together', 90],
    ['Signer les conventions', 'Sign the agreements', 120],
  ],
  works: [
    ['Définir le besoin avec les usagers', 'Define the need with users', 21],
    ['Chiffrer et inscrire au budget', 'Cost it and enter it in the budget', 45],
    ['Choisir le maître d’œuvre', 'Choose the designer', 90],
    ['Demander les autorisations', 'Ask for the permits', 120],
    ['Passer les marchés de travaux', 'Award the works contracts', 180],
    ['Informer les riverains', 'Tell the neighbours', 190],
    ['Suivre le chantier', 'Follow the site', 300],
    ['Recevoir les travaux', 'Take the works over', 330],
  ],
}

const milestones: Readonly<Record<TemplateKind, Lines>> = {
  plain: [],
  participatory_budget: [
    ['Ouverture de la collecte', 'Collection opens', 30],
    ['Ouverture du vote', 'Vote opens', 110],
    ['Résultats', 'Results', 135],
  ],
  call: [
    ['Publication de l’appel', 'The call is published', 30],
    ['Clôture des candidatures', 'Applications close', 75],
    ['Décision', 'Decision', 100],
  ],
  works: [
    ['Programme validé', 'Brief approved', 45],
    ['Début du chantier', 'Work begins', 210],
    ['Réception', 'Taking over', 330],
  ],
}

export function templateOf(kind: TemplateKind, locale: Locale): Template {
  const say = (lines: Lines) =>
    lines.map(([fr, en, due_days]) => ({ title: locale === 'fr' ? fr : en, due_days }))
  return {
    columns: columns.map(([fr, en, limit, isDone]) => ({ title: locale === 'fr' ? fr : en, limit, isDone })),
    cards: say(cards[kind]),
    milestones: say(milestones[kind]),
  }
}
