import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { insertTownIfNone } from '#infra/town.queries.ts'
import type { Role } from '#kernel/roles.ts'
import type { Town } from '#kernel/town.ts'
import { createAccount, createAdministrator, grantRole } from '#modules/people/accounts/accounts.public.ts'

/** Monday 23 November 2026, ten o'clock in Paris: when every test happens unless it says otherwise. */
export const testInstant = new Date('2026-11-23T09:00:00Z')

export const testTown: Town = {
  name: 'Valmarie-les-Essais',
  siren: '999000018',
  population: 40_000,
  departmentCode: '49',
  inseeCode: null,
  colour: '#1d5b6b',
  isFictional: true,
  isDemo: true,
  neighbourCodes: [],
  intermunicipalSiren: null,
}

export interface TestPerson {
  readonly name: string
  readonly email: string
  readonly title: string
  readonly roles: readonly Role[]
}

function person(name: string, title: string, role: Role): TestPerson {
  return { name, title, email: `${role.replaceAll('_', '-')}@essais.example`, roles: [role] }
}

/** One named person for each role. */
export const testPeople: Readonly<Record<Role, TestPerson>> = {
  resident: person('Inès Habitante', 'Habitante', 'resident'),
  organisation_officer: person('Omar Association', 'Président d’association', 'organisation_officer'),
  partner_officer: person('Paola Voisine', 'Chargée de mission de l’agglomération', 'partner_officer'),
  agent: person('Ahmed Agent', 'Agent d’accueil', 'agent'),
  manager: person('Mona Cheffe', 'Cheffe de service', 'manager'),
  elected_member: person('Élise Élue', 'Adjointe', 'elected_member'),
  mayor: person('Marc Maire', 'Maire', 'mayor'),
  director_general: person('Diane Directrice', 'Directrice générale des services', 'director_general'),
  security_officer: person('Sami Sécurité', 'Responsable de la sécurité informatique', 'security_officer'),
  legal_officer: person('Léa Juriste', 'Juriste', 'legal_officer'),
  finance_officer: person('Farid Finances', 'Directeur des finances', 'finance_officer'),
  data_protection_officer: person(
    'Dora Données',
    'Déléguée à la protection des données',
    'data_protection_officer',
  ),
  moderator: person('Milan Modérateur', 'Modérateur', 'moderator'),
  administrator: person('Anaïs Administratrice', 'Administratrice de la plateforme', 'administrator'),
}

export async function insertTestTown(db: Database): Promise<void> {
  await insertTownIfNone(db, testTown)
}

/** Accounts of the test people: each role is given by an act, as in a real town. */
export async function insertTestPeople(context: Context): Promise<void> {
  const { administrator, ...others } = testPeople
  const first = await createAdministrator(context, administrator)
  if (!first.ok) throw new Error(first.refusal)
  const actor = { ...first.value, roles: new Set<Role>(['administrator']) }
  for (const each of Object.values(others)) await insertPerson({ ...context, actor }, each)
}

/** An account with its roles, held since the first of January; the context is an administrator's. */
async function insertPerson(context: Context, each: TestPerson): Promise<void> {
  const created = await createAccount(context, { nom: each.name, courriel: each.email, fonction: each.title })
  if (!created.ok) throw new Error(`${each.name}: ${created.refusal}`)
  for (const role of each.roles) {
    const granted = await grantRole(context, created.value.id, { role, debut: '2026-01-01' })
    if (!granted.ok) throw new Error(`${each.name}, ${role}: ${granted.refusal}`)
  }
}
