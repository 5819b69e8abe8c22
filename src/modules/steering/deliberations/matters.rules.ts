/**
 * Matters of the ACTES nomenclature, by which communes send their decisions to the prefecture: two levels, as the SCDL
 * schema `délibérations` 2.1.2 wants them. Its names are in lower case with accents, without comma or parenthesis.
 */
const families: Readonly<Record<string, { readonly name: string; readonly matters: readonly string[] }>> = {
  1: {
    name: 'commande publique',
    matters: [
      'marchés publics',
      'délégation de service public',
      'conventions de mandat',
      'autres types de contrats',
      'transactions et protocoles d’accord transactionnel',
      'actes relatifs à la maîtrise d’œuvre',
      'actes spéciaux et divers',
    ],
  },
  2: {
    name: 'urbanisme',
    matters: [
      'documents d’urbanisme',
      'actes relatifs au droit d’occupation ou d’utilisation des sols',
      'droit de préemption urbain',
    ],
  },
  3: {
    name: 'domaine et patrimoine',
    matters: [
      'acquisitions',
      'aliénations',
      'locations',
      'limites territoriales',
      'autres actes de gestion du domaine public',
      'autres actes de gestion du domaine privé',
    ],
  },
  4: {
    name: 'fonction publique',
    matters: [
      'personnels titulaires et stagiaires de la fonction publique territoriale',
      'personnels contractuels',
      'fonction publique hospitalière',
      'autres catégories de personnels',
      'régime indemnitaire',
    ],
  },
  5: {
    name: 'institutions et vie politique',
    matters: [
      'élection de l’exécutif',
      'fonctionnement des assemblées',
      'désignation de représentants',
      'délégation de fonctions',
      'délégation de signature',
      'exercice des mandats locaux',
      'intercommunalité',
      'décision d’ester en justice',
    ],
  },
  6: {
    name: 'libertés publiques et pouvoirs de police',
    matters: [
      'police municipale',
      'pouvoirs du président du conseil départemental',
      'pouvoirs du président du conseil régional',
      'autres actes réglementaires',
      'actes pris au nom de l’État et soumis au contrôle hiérarchique',
    ],
  },
  7: {
    name: 'finances locales',
    matters: [
      'décisions budgétaires',
      'fiscalité',
      'emprunts',
      'interventions économiques',
      'subventions',
      'contributions budgétaires',
      'avances',
      'fonds de concours',
      'prises de participation',
      'divers',
    ],
  },
  8: {
    name: 'domaines de compétences par thèmes',
    matters: [
      'enseignement',
      'aide sociale',
      'voirie',
      'aménagement du territoire',
      'politique de la ville habitat et logement',
      'emploi et formation professionnelle',
      'transports',
      'environnement',
      'culture',
    ],
  },
  9: {
    name: 'autres domaines de compétences',
    matters: [
      'autres domaines de compétences des communes',
      'autres domaines de compétences des départements',
      'autres domaines de compétences des régions',
      'vœux et motions',
    ],
  },
}

export interface Matter {
  /** `7.5` */
  readonly code: string
  readonly family: string
  readonly name: string
}

export const matters: readonly Matter[] = Object.entries(families).flatMap(([digit, family]) =>
  family.matters.map((name, index) => ({ code: `${digit}.${index + 1}`, family: family.name, name })),
)

const byCode = new Map(matters.map((matter) => [matter.code, matter]))

export function findMatter(code: string): Matter | null {
  return byCode.get(code) ?? null
}
