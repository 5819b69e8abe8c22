import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Town } from '#kernel/town.ts'
import type { Deliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { formatDay } from '#web/formats.ts'
import type { AgreementValues } from './agreement.rules.ts'
import { type Application, totalsOf } from './applications.rules.ts'
import type { Instalment } from './awards.rules.ts'
import type { Call } from './calls.rules.ts'

export interface AgreementParts {
  readonly town: Pick<Town, 'name'>
  readonly mayor: string
  readonly call: Call
  readonly application: Application
  readonly decision: { readonly cents: number; readonly reasons: string }
  readonly deliberation: Deliberation
  readonly instalments: readonly Pick<Instalment, 'share' | 'cents' | 'needsReport'>[]
  readonly reportDueOn: CalendarDate
}

/** What the variables of an agreement say, in French: the language of the town's acts. */
export function agreementValues(parts: AgreementParts): AgreementValues {
  const { application, decision, deliberation } = parts
  const { organisation, project, budget, requestedCents } = assertDefined(
    application.dossier,
    'a granted application was received',
  )
  const euros = (cents: number) => formatEuros(cents, 'fr')
  return {
    ville: parts.town.name,
    maire: parts.mayor,
    organisme: organisation.name,
    siret: organisation.siret || 'à compléter avant tout versement',
    adresse: organisation.address,
    signataire: organisation.signatory,
    fonction: organisation.signatoryTitle,
    projet: project.title,
    objet: project.summary,
    montant: euros(decision.cents),
    montant_demande: euros(requestedCents),
    budget: euros(totalsOf(budget, requestedCents).expenses),
    versements: parts.instalments
      .map((instalment, index) => termOf(instalment, index, parts.instalments.length))
      .join('\n'),
    debut: formatDay(project.startsOn, 'fr'),
    fin: formatDay(project.endsOn, 'fr'),
    conditions: decision.reasons === '' ? '' : `Condition posée par le conseil : ${decision.reasons}`,
    deliberation: deliberation.number,
    date_deliberation: formatDay(deliberation.adoptedOn, 'fr'),
    bilan: formatDay(parts.reportDueOn, 'fr'),
    appel: parts.call.title,
    numero: `${parts.call.code}-${application.number ?? 0}`,
  }
}

function termOf(
  { share, cents, needsReport }: AgreementParts['instalments'][number],
  index: number,
  count: number,
): string {
  const amount = `${formatEuros(cents, 'fr')} (${share} %)`
  if (count === 1) return `En une fois, dans les soixante jours de la notification : ${amount}.`
  if (needsReport) return `Le solde, une fois le bilan vérifié : ${amount}.`
  return index === 0
    ? `Une avance, dans les soixante jours de la notification : ${amount}.`
    : `Un versement intermédiaire, après le précédent : ${amount}.`
}
