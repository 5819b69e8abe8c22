/** Words between braces that an agreement is filled in with: `{{montant}}`. In French, like the text they stand in. */
export const agreementVariables = [
  'ville',
  'maire',
  'organisme',
  'siret',
  'adresse',
  'signataire',
  'fonction',
  'projet',
  'objet',
  'montant',
  'montant_demande',
  'budget',
  'versements',
  'debut',
  'fin',
  'conditions',
  'deliberation',
  'date_deliberation',
  'bilan',
  'appel',
  'numero',
] as const
export type AgreementVariable = (typeof agreementVariables)[number]
export type AgreementValues = Readonly<Record<AgreementVariable, string>>

const variable = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Words between braces that are none of ours. */
export function unknownVariables(template: string): string[] {
  const known: ReadonlySet<string> = new Set(agreementVariables)
  return [...template.matchAll(variable)].map(([, name = '']) => name).filter((name) => !known.has(name))
}

export function fillIn(template: string, values: AgreementValues): string {
  return template.replaceAll(variable, (whole, name: string) => {
    const known = agreementVariables.find((candidate) => candidate === name)
    return known ? values[known] : whole
  })
}

/** What the law wants an agreement to state (SUB-03), as far as its template shows. */
export function clausesOf(template: string) {
  const has = (name: AgreementVariable) => template.includes(`{{${name}}}`)
  return {
    has_object: has('objet') || has('projet'),
    has_amount: has('montant'),
    has_conditions_of_use: has('conditions'),
    has_payment_terms: has('versements'),
  }
}

/** The agreement of a town that has written none. A line that begins with `Article` is a heading. */
export const usualAgreement = `Convention n° {{numero}}

Entre {{ville}}, représentée par {{maire}}, en vertu de la délibération {{deliberation}} du {{date_deliberation}},
et {{organisme}}, SIRET {{siret}}, {{adresse}}, que représente {{signataire}}, {{fonction}},
il est convenu ce qui suit.

Article 1. Objet
Au titre de l’appel à projets « {{appel}} », la ville soutient le projet « {{projet}} », que l’organisme a conçu et mène sous sa responsabilité : {{objet}}

Article 2. Durée
Le projet se déroule du {{debut}} au {{fin}}.

Article 3. Montant
La ville attribue une subvention de {{montant}}, sur {{montant_demande}} demandés et un budget de {{budget}}.

Article 4. Versements
{{versements}}

Article 5. Conditions d’utilisation
La subvention ne sert qu’au projet décrit. {{conditions}} Elle n’est pas reversée à un autre organisme. L’organisme respecte le contrat d’engagement républicain qu’il a souscrit.

Article 6. Bilan
L’organisme envoie son bilan, avec le compte rendu financier, au plus tard le {{bilan}}. Le solde attend ce bilan.

Article 7. Reversement
La part qui n’a pas servi au projet est rendue à la ville, après que l’organisme a été entendu.

Article 8. Publication
Les données essentielles de la convention sont publiées (décret 2017-779).

Fait en deux exemplaires.

Pour l’organisme,                              Pour la ville,
`
