import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { writeCsv } from '#infra/spreadsheet.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { parseEuros } from '#kernel/cents.ts'
import {
  type BroughtRecord,
  bringOfficer,
  bringReceipts,
  bringRecords,
  importGrants,
  importOrganisations,
} from '#modules/partnership/organisations/organisations.public.ts'
import type { organisationsFile } from '../../db/worlds/organisations-file.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

type File = z.infer<typeof organisationsFile>

/** Fills the directory of a world as a town does: a register's file, a file of grants, then what its agents know. */
export async function loadOrganisations(context: Context, file: File, people: LoadedPeople): Promise<void> {
  const agent = { ...context, actor: people.holding('agent') }
  const { organisations } = file
  const register = await importOrganisations(
    agent,
    { fileName: 'registre-fictif.csv', bytes: registerFile(organisations) },
    'agent',
  )
  expected(register, 'registre-fictif.csv')
  const grants = { fileName: 'subventions-fictives-2024-2026.csv', bytes: grantsFile(file) }
  expected(await importGrants(agent, grants, 'agent'), grants.fileName)
  const rnaOf = new Map(organisations.map(({ name, rna }) => [name, rna]))
  const named = (name: string) => assertDefined(rnaOf.get(name), name)
  await bringRecords(
    agent,
    organisations.map((each) => brought(each, named)),
  )
  await bringReceipts(
    agent,
    file.receipts.map((each) => ({
      rna: named(each.to),
      kind: each.kind,
      day: calendarDate(each.day),
      amount: assertDefined(parseEuros(each.euros), each.euros),
      subject: each.subject,
      actReference: each.act,
      deMinimis: each.regime,
      grantor: each.grantor,
    })),
  )
  const officer = people.holding('organisation_officer')
  await bringOfficer(agent, {
    rna: named(file.officer.organisation),
    accountId: officer.id,
    name: officer.name,
    capacity: file.officer.capacity,
  })
}

function registerFile(organisations: File['organisations']): Uint8Array {
  return writeCsv(
    ['titre', 'rna', 'categorieJuridique', 'naf', 'ess', 'dateCreation', 'position'],
    organisations.map((each) => [
      each.name,
      each.rna,
      each.legal_form,
      each.activity,
      each.ess,
      each.founded,
      each.closed === null ? 'A' : 'D',
    ]),
  )
}

function grantsFile({ grants }: File): Uint8Array {
  return writeCsv(
    [
      'nomBeneficiaire',
      'rnaBeneficiaire',
      'dateConvention',
      'referenceDecision',
      'objet',
      'montant',
      'nature',
    ],
    grants.map((each) => [
      each.name,
      each.rna,
      each.day,
      each.act,
      each.subject,
      each.euros,
      'aide en numéraire',
    ]),
  )
}

const dayOrNull = (text: string | null) => (text === null ? null : calendarDate(text))

function brought(each: File['organisations'][number], named: (name: string) => string): BroughtRecord {
  const [lon, lat] = each.place.point
  return {
    rna: each.rna,
    values: {
      presentation: each.presentation,
      website: each.website,
      email: each.email,
      telephone: each.telephone,
    },
    publicFields: each.public_email ? ['email', 'telephone'] : [],
    topics: each.topics,
    districtId: each.district,
    confirmedOn: dayOrNull(each.confirmed),
    closedOn: dayOrNull(each.closed),
    place: {
      street: each.place.street,
      city: 'Montaubelle',
      point: { lat, lon },
      hours: each.place.hours,
    },
    people: each.people.map(({ name, role, from, public: isPublic }) => ({
      name,
      role,
      from: calendarDate(from),
      isPublic,
    })),
    labels: each.labels.map(({ name, issuer, obtained, expires }) => ({
      name,
      issuer,
      obtainedOn: calendarDate(obtained),
      expiresOn: calendarDate(expires),
    })),
    ties: each.ties.map(({ other, kind, from, evidence }) => ({
      otherRna: named(other),
      kind,
      from: calendarDate(from),
      evidence,
    })),
    meetings: each.meetings.map((meeting) => ({
      heldOn: calendarDate(meeting.on),
      kind: meeting.kind,
      participants: meeting.participants,
      about: meeting.about,
      nextStep: meeting.next,
      nextOn: dayOrNull(meeting.next_on),
      isDone: meeting.done,
    })),
  }
}
