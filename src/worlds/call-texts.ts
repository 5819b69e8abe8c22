import type { z } from 'zod'
import { assertDefined } from '#kernel/assert.ts'
import type { organisationsFile } from '../../db/worlds/organisations-file.ts'

// What the calls of the town of demonstration say, and who applies.

export type Organisation = z.infer<typeof organisationsFile>['organisations'][number]

export const criteria = [
  ['Effet dans le quartier', 40, '0 : aucun ; 5 : un immeuble ; 10 : tout le quartier'],
  ['Place des habitants', 30, '0 : sans eux ; 5 : consultés ; 10 : ils portent le projet'],
  ['Solidité du budget', 20, '0 : rien n’est acquis ; 5 : la moitié ; 10 : tout est acquis'],
  ['Transition écologique', 10, '0 : sans effet ; 5 : quelques gestes ; 10 : au cœur du projet'],
] as const

export const law = {
  is_private_body: true,
  serves_general_interest: true,
  is_initiated_by_beneficiary: true,
  is_carried_by_beneficiary: true,
  is_valued_in_act: true,
  answers_need_of_authority: false,
}

export const rulesText = `L’appel aide des projets que des associations ou des coopératives ont imaginés et mènent elles-mêmes, dans la commune.
Sont acceptés les achats, la location, les intervenants et la communication du projet ; ni les dettes ni le fonctionnement ordinaire.
Chaque projet est jugé par un jury de cinq personnes, selon la grille publiée. Le conseil municipal décide et motive chaque refus.
Qui est aidé signe une convention et envoie un bilan ; le solde attend ce bilan.`

export const questions = [
  ['choice', 'Public principal', ['Enfants et jeunes', 'Aînés', 'Tous les habitants']],
  ['long_text', 'Comment les habitants prennent-ils part ?', []],
] as const

export const ideas = [
  ['Un atelier vélo', 'Réparer ensemble, prêter des outils, remettre en selle ceux qui n’osent plus.'],
  [
    'Des jardins sous les fenêtres',
    'Dix bacs plantés et arrosés par les voisins, un composteur, une fête des récoltes.',
  ],
  ['La chorale des cages d’escalier', 'Chanter là où l’on se croise, puis ensemble sur la place.'],
  ['Un café des aidants', 'Deux heures par mois pour souffler, avec une personne qui garde le proche.'],
  ['Des livres qui circulent', 'Boîtes à livres construites avec le lycée, et lectures du soir.'],
  ['Le sport à deux', 'Un senior, un jeune, une marche par semaine et un tournoi à la fin.'],
  ['Cuisiner les invendus', 'Une tablée par mois avec ce que les commerces auraient jeté.'],
  ['Une radio de quartier', 'Apprendre à enregistrer, raconter sa rue, diffuser aux voisins.'],
  ['Réparer plutôt que jeter', 'Un samedi par mois, des bénévoles réparent avec vous.'],
  ['Le théâtre dans la cour', 'Une pièce écrite avec les habitants et jouée au pied des immeubles.'],
  ['Aide aux devoirs, parents compris', 'Trois soirs par semaine, et des ateliers pour les parents.'],
  ['La nuit des étoiles', 'Éteindre les lampes d’un quartier et regarder le ciel.'],
] as const
export const places = [
  'Bel-Air',
  'Les Tanneries',
  'Les Coteaux',
  'Le Port',
  'La Gare',
  'Le Centre',
  'Les Prés',
] as const

/** An application as a form types it; `asked` in euros, a third of the budget comes from elsewhere. */
export function typedFor(
  organisation: Organisation,
  index: number,
  asked: number,
  year: number,
): Record<string, string> {
  const [idea, text] = ideas[index % ideas.length] ?? ideas[0]
  const place = places[(index * 3) % places.length] ?? places[0]
  const other = 400 + 50 * (index % 9)
  return {
    organisme: organisation.name,
    nature: 'association',
    rna: organisation.rna,
    adresse: `${organisation.place?.street ?? '1 place de la Mairie'}, 86999 Montaubelle`,
    signataire: organisation.people[0]?.name ?? 'La présidence',
    fonction: 'Présidence',
    titre: `${idea} : ${place}`,
    resume: text,
    debut: `${year}-09-01`,
    fin: `${year}-12-20`,
    montant: String(asked),
    depense_1: 'Matériel',
    depense_montant_1: String(Math.floor((asked + other) * 0.6)),
    depense_2: 'Intervenants et communication',
    depense_montant_2: String(asked + other - Math.floor((asked + other) * 0.6)),
    recette_1: 'Cotisations et ventes',
    recette_montant_1: String(other),
    benevolat_1: 'Temps des bénévoles',
    benevolat_heures_1: String(40 + 7 * (index % 11)),
    benevolat_taux_1: '12,02',
    economique: 'non',
    engagement_republicain: 'oui',
    q_public_principal: questions[0][2][index % 3] ?? 'Tous les habitants',
    q_comment_les_habitants_prennent:
      'Ils choisissent les dates, tiennent l’atelier et font le bilan avec nous.',
  }
}

export function applicant(organisations: readonly Organisation[], index: number): Organisation {
  const open = organisations.filter(({ closed }) => closed === null)
  return assertDefined(open[index % open.length], 'the directory has associations')
}

export const opinions = [
  'Un projet né du quartier.',
  'Belle idée, l’effet reste à montrer.',
  'Le calendrier me paraît court.',
  '',
  'Les habitants y ont une vraie place.',
  '',
] as const

export const outcomes = [
  'Le projet a eu lieu comme prévu. Le groupe continue de se réunir chaque mois, sans la ville.',
  'Moins de monde qu’espéré en hiver, beaucoup au printemps. Les voisins ont demandé à recommencer.',
  'Deux familles sur trois ne se connaissaient pas. Un second atelier est né dans la rue d’à côté.',
] as const
