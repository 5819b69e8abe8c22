import { cents, formatEurosPlain } from '#kernel/cents.ts'
import type { FormState } from '#web/form.tsx'
import type { EditionInput, ProjectInput } from './editions.inputs.ts'
import type { EditionDraft } from './editions.queries.ts'
import { countingRuleOf, familyOf, type Offer, type Project } from './editions.rules.ts'
import type { ProjectDraft } from './projects.queries.ts'

/** A town that votes as a whole is one area, with the town's name. */
export function editionDraft(
  input: EditionInput,
  town: string,
  districts: readonly { readonly id: string; readonly name: string }[],
): EditionDraft {
  const areas = input.perimetre === 'town' ? [{ name: town, envelopeCents: input.enveloppe }] : input.secteurs
  return {
    title: input.titre,
    summary: input.resume,
    processId: input.demarche,
    measureId: input.mesure,
    rulesDeliberationId: input.deliberation,
    perimeter: input.perimetre,
    minimumAge: input.age,
    electorate: input.electeurs,
    rollKind: input.liste,
    ballotType: input.bulletin,
    mostProjects: input.bulletin === 'approval' ? input.maximum : null,
    points: input.bulletin === 'points' ? input.points : null,
    countingRule: countingRuleOf(input.regle, input.bulletin),
    ties: input.egalites,
    opensOn: input.debut,
    closesOn: input.fin,
    areas: areas.map((area, index) => ({
      ...area,
      number: index + 1,
      districtId: districts.find((district) => district.name === area.name)?.id ?? null,
    })),
  }
}

export function editionForm({ edition, areas }: Offer): FormState {
  const isTown = edition.perimeter === 'town'
  return {
    values: {
      titre: edition.title,
      resume: edition.summary,
      demarche: edition.processId ?? '',
      mesure: edition.measureId ?? '',
      deliberation: edition.rulesDeliberationId ?? '',
      perimetre: edition.perimeter,
      enveloppe: isTown ? euros(areas[0]?.envelopeCents ?? 0) : '',
      secteurs: isTown ? '' : areas.map((area) => `${area.name} ; ${euros(area.envelopeCents)}`).join('\n'),
      age: String(edition.minimumAge),
      electeurs: edition.electorate,
      liste: edition.rollKind,
      bulletin: edition.ballotType,
      maximum: edition.mostProjects === null ? '' : String(edition.mostProjects),
      points: edition.points === null ? '' : String(edition.points),
      regle: familyOf(edition.countingRule) ?? '',
      egalites: edition.ties,
      debut: edition.opensOn,
      fin: edition.closesOn,
      version: String(edition.version),
    },
    errors: {},
  }
}

/** What a new edition starts from: the choices that most towns make, and the fairest count. */
export function newEditionForm(electorate: string): FormState {
  return {
    values: {
      perimetre: 'town',
      age: '11',
      electeurs: electorate,
      liste: 'declaration',
      bulletin: 'approval',
      maximum: '5',
      regle: 'shares',
      egalites: 'seed',
    },
    errors: {},
  }
}

export function projectDraft(input: ProjectInput): ProjectDraft {
  return {
    area: input.secteur,
    title: input.titre,
    description: input.description,
    place: input.lieu,
    costCents: input.cout,
    proposalId: null,
  }
}

export function projectForm(project: Project): FormState {
  return {
    values: {
      titre: project.title,
      description: project.description,
      lieu: project.place,
      cout: euros(project.costCents),
      secteur: String(project.area),
    },
    errors: {},
  }
}

function euros(amount: number): string {
  return formatEurosPlain(cents(amount)).replace(/,00$/, '')
}
