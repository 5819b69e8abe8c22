import type { Context } from '#infra/context.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { listGrantorSirets, prefillOf } from '#modules/partnership/organisations/organisations.public.ts'
import { siretOn } from '#modules/partnership/organisations/rules.public.ts'
import { seatSiret } from '#modules/steering/deliberations/deliberations.public.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import type { Application, Dossier } from './applications.rules.ts'
import type { Call } from './calls.rules.ts'
import { scdlRow, senderName } from './scdl.rules.ts'
import { deliberationNumbers, type Winner } from './winners.queries.ts'

/** A signed agreement that the published format cannot take: its holder has no number that the format knows. */
export interface Withheld {
  readonly application: Application
  /** Last day to publish its essential data (SUB-13). */
  readonly publishBy: CalendarDate
}

export interface Publication {
  readonly rows: readonly (readonly string[])[]
  readonly withheld: readonly Withheld[]
  /** Holders whose row had to be changed to fit. */
  readonly remarked: readonly string[]
}

/** Rows of the open-data file for the agreements that both signed, with those that the schema cannot take. */
export async function publicationOf(
  { db, town, clock }: Pick<Context, 'db' | 'town' | 'clock'>,
  call: Call,
  winners: readonly Winner[],
): Promise<Publication> {
  const [sirets, numbers] = await Promise.all([
    listGrantorSirets(db),
    deliberationNumbers(
      db,
      winners.map(({ decision }) => decision.deliberationId),
    ),
  ])
  const rows: string[][] = []
  const withheld: Withheld[] = []
  const remarked: string[] = []
  for (const { application, decision, agreement } of winners) {
    const signedOn = agreement?.signedByMayorOn
    if (!agreement || !signedOn || application.dossier === null) continue
    const made = scdlRow({
      grantorName: senderName(town),
      // A town that moved keeps the old number on the agreements of before.
      grantorSiret: siretOn(sirets, signedOn) ?? seatSiret(town.siren),
      signedOn,
      decisionReference: numbers.get(decision.deliberationId)?.number ?? '',
      dossier: await numberedDossier(db, application, application.dossier, clock.today()),
      cents: decision.cents ?? 0,
      agreement,
      callCode: call.code,
    })
    if (made === null) withheld.push({ application, publishBy: publishBy(signedOn) })
    else {
      rows.push(made.row)
      if (made.remarks.length > 0) remarked.push(application.applicantName)
    }
  }
  return { rows, withheld, remarked }
}

/** A holder who had no number when applying may have got one since: the directory knows. */
async function numberedDossier(
  db: Context['db'],
  { organisationId }: Application,
  dossier: Dossier,
  today: CalendarDate,
): Promise<Dossier> {
  if (dossier.organisation.siret !== '' || organisationId === null) return dossier
  // What a visitor may see of the record: the file is public.
  const known = await prefillOf(db, organisationId, null, today)
  if (!known) return dossier
  const { siret, rna } = dossier.organisation
  return {
    ...dossier,
    organisation: { ...dossier.organisation, siret: known.siret || siret, rna: known.rna || rna },
  }
}

function publishBy(signedOn: CalendarDate): CalendarDate {
  const answer = evaluate('SUB-13', { has_agreement: true }, signedOn)
  if (!answer.ok || typeof answer.value.value !== 'string')
    throw new Error('impossible: SUB-13 answers a day')
  return calendarDate(answer.value.value)
}
