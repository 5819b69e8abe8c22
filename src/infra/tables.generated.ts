// Generated from the migrated database by scripts/generate-tables.ts: do not edit.
import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type DefaultInstant = ColumnType<Date, Date | string | undefined, Date | string>
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json = ColumnType<object, string, string>
type DefaultJson = ColumnType<object, string | undefined, string>
type NullableJson = ColumnType<object | null, string | null | undefined, string | null>

export interface AccountsTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  title: Generated<string>
  created_at: DefaultInstant
  updated_at: DefaultInstant
}

export interface AttemptsTable {
  bucket: string
  window_start: Instant
  count: number
}

export interface CommitmentsTable {
  id: Generated<string>
  kind: string
  source_kind: string
  source_id: string
  label: string
  path: string
  responsible: string
  responsible_id: string | null
  due_on: string
  process_id: string | null
  promised_on: string
  delivered_on: string | null
  late_reason: Generated<string>
  cancelled_on: string | null
  cancelled_reason: Generated<string>
}

export interface CredentialsTable {
  id: string
  account_id: string
  provider_id: string
  provider_account_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: NullableInstant
  refresh_token_expires_at: NullableInstant
  scope: string | null
  password: string | null
  created_at: DefaultInstant
  updated_at: DefaultInstant
}

export interface DeliberationsTable {
  id: Generated<string>
  number: string
  adopted_on: string
  body: string
  subject: string
  matter_code: string
  members_in_office: number
  members_present: number
  votes_for: number
  votes_against: number
  abstentions: number
  document_url: string | null
  recorded_at: DefaultInstant
  recorded_by: string | null
  search_text: Generated<string>
}

export interface DiscountRatesTable {
  valid_from: string
  basis_points: number
  source: string
}

export interface DistrictsTable {
  id: string
  name: string
  population: number
  position: Generated<number>
}

export interface ElectionCampaignsTable {
  id: Generated<string>
  name: string
  starts_on: string
  ends_on: string
  source: string
}

export interface EvidenceTable {
  id: Generated<string>
  measure_id: string
  day: string
  kind: string
  line_id: string | null
  line_label: string | null
  indicator: string | null
  quantity: number
  unit: string
  source_kind: string
  source_id: Generated<string>
  document: Generated<string>
  note: Generated<string>
  reverses_id: string | null
  recorded_by: string | null
  recorded_by_name: Generated<string>
  recorded_at: DefaultInstant
  fact: Generated<string>
}

export interface FollowsTable {
  recipient_id: string
  subject_kind: string
  subject_id: string
  label: string
  path: string
  followed_on: string
}

export interface HourlyRatesTable {
  grade: string
  valid_from: string
  cents: number
  source: string
}

export interface JobsTable {
  name: string
  next_at: Instant
}

export interface JournalEntriesTable {
  seq: number
  recorded_at: Instant
  act_id: string
  content: string
  previous_hash: string
  entry_hash: string
}

export interface JournalHeadTable {
  only_row: Generated<boolean>
  seq: number
  entry_hash: string
}

export interface MeasureLinesTable {
  id: Generated<string>
  measure_id: string
  position: number
  kind: string
  label: string
  section: string | null
  grade: string | null
  unit: string
  low: number
  likely: number
  high: number
  first_year: number
  last_year: number | null
  source_text: string
  source_reference: string | null
  source_year: number | null
  owner: Generated<string>
  confidence: string
}

export interface MeasureRulesTable {
  id: Generated<string>
  measure_id: string
  position: number
  rule: string
  applies_on: string
  facts: DefaultJson
}

export interface MeasuresTable {
  id: Generated<string>
  code: string
  title: string
  part: string
  theme: string
  objective: string
  pilot: Generated<string>
  sponsor: Generated<string>
  engagement_level: string
  engagement_commitment: Generated<string>
  public_service_relation: string
  public_service_reason: Generated<string>
  starts_on: string
  ends_on: string | null
  status: Generated<string>
  ratings: DefaultJson
  version: Generated<number>
  created_at: DefaultInstant
  search_text: Generated<string>
}

export interface NoticesTable {
  id: Generated<number>
  recipient_id: string
  event: string
  path: string
  text_fr: string
  text_en: string
  written_at: Instant
  read_at: NullableInstant
  mailed_at: NullableInstant
}

export interface OfficialActsTable {
  id: Generated<string>
  act: string
  subject_kind: string
  subject_id: string
  subject_label: string
  actor_id: string | null
  actor_name: string
  actor_role: string
  acted_on: string
  deliberation_id: string | null
  reason: Generated<string>
  details: DefaultJson
  recorded_at: DefaultInstant
}

export interface OutboxTable {
  id: Generated<number>
  recipient: string
  subject: string
  body_text: string
  written_at: DefaultInstant
  sent_at: NullableInstant
  last_error: string | null
  headers: DefaultJson
  tries: Generated<number>
  next_try_at: NullableInstant
}

export interface PopulationCellsTable {
  reference_id: string
  dimension: string
  category: string
  people: number
}

export interface PopulationReferencesTable {
  id: Generated<string>
  source: string
  year: number
  is_fictional: Generated<boolean>
  content_hash: string
  imported_by: string | null
  imported_at: DefaultInstant
}

export interface ProcessAnswersTable {
  point_id: string
  process_id: string
  outcome: string
  reason: string
  answered_on: string
  act_id: string
}

export interface ProcessCostsTable {
  id: Generated<string>
  process_id: string
  phase_id: string | null
  kind: string
  day: string
  label: Generated<string>
  cents: number | null
  minutes: number | null
  grade: string | null
  document: Generated<string>
  measure_line: Generated<string>
  source_kind: string
  source_id: string
  reverses_id: string | null
  reason: Generated<string>
  recorded_by: string | null
  recorded_by_name: Generated<string>
  recorded_at: DefaultInstant
}

export interface ProcessDistrictsTable {
  process_id: string
  district_id: string
}

export interface ProcessParticipationTable {
  id: Generated<string>
  process_id: string
  phase_id: string | null
  day: string
  channel: string
  district_id: string | null
  age_band: string | null
  gender: string | null
  people: number
  source_kind: string
  source_id: string
  reverses_id: string | null
  reason: Generated<string>
  recorded_by: string | null
}

export interface ProcessPhasesTable {
  id: Generated<string>
  process_id: string
  position: number
  kind: string
  title: string
  starts_on: string
  ends_on: string
}

export interface ProcessPointsTable {
  id: Generated<string>
  process_id: string
  position: number
  kind: string
  statement: string
  responsible: Generated<string>
  due_on: string | null
}

export interface ProcessesTable {
  id: Generated<string>
  slug: string
  title: string
  theme: string
  summary: Generated<string>
  measure_id: string | null
  form: string
  engagement: string
  decider: string
  decider_name: Generated<string>
  decision_on: string | null
  decision_without_on: string | null
  decided_on: string | null
  refusal_reasoning: Generated<string>
  procedure: Generated<string>
  information: Generated<string>
  time_reason: Generated<string>
  results_plan: Generated<string>
  results_on: string | null
  electorate: Generated<string>
  minimum_age: Generated<number>
  moderation: Generated<string>
  answer_days: Generated<number>
  status: Generated<string>
  signed_on: string | null
  opened_on: string | null
  closed_on: string | null
  answered_on: string | null
  abandoned_on: string | null
  abandoned_reason: Generated<string>
  version: Generated<number>
  created_by: string | null
  created_at: DefaultInstant
  search_text: Generated<string>
}

export interface RecipientsTable {
  id: Generated<string>
  account_id: string | null
  email: string | null
  locale: Generated<string>
  rhythm: Generated<string>
  last_digest_at: NullableInstant
}

export interface RecusalsTable {
  deliberation_id: string
  member_name: string
  reason: string
}

export interface RisksTable {
  id: Generated<string>
  measure_id: string
  position: number
  kind: string
  statement: string
  probability: number
  impact: number
  mitigation: Generated<string>
  owner: Generated<string>
  source: string | null
}

export interface RoleGrantsTable {
  id: Generated<string>
  account_id: string
  role: string
  starts_on: string
  ends_on: string | null
  granted_by: string
  ended_by: string | null
}

export interface ScenarioChoicesTable {
  scenario_id: string
  measure_id: string
  stance: Generated<string>
  start_years: Generated<number[]>
}

export interface ScenarioHandPicksTable {
  scenario_id: string
  measure_id: string
  start_year: number
}

export interface ScenarioLimitsTable {
  scenario_id: string
  year: number
  operating_cents: number | null
  investment_cents: number | null
  hours_a: number | null
  hours_b: number | null
  hours_c: number | null
}

export interface ScenarioLinksTable {
  scenario_id: string
  kind: string
  measure_id: string
  other_id: string
  reason: Generated<string>
}

export interface ScenarioSolutionsTable {
  scenario_id: string
  problem_digest: string
  status: string
  answer: Json
  insight: NullableJson
  solved_at: DefaultInstant
}

export interface ScenarioSynergiesTable {
  id: Generated<string>
  scenario_id: string
  label: string
  value: number
}

export interface ScenarioSynergyMembersTable {
  synergy_id: string
  measure_id: string
}

export interface ScenariosTable {
  id: Generated<string>
  code: string
  title: string
  first_year: number
  year_count: number
  carry_over: Generated<boolean>
  weight_cash: Generated<number>
  weight_time: Generated<number>
  weight_other: Generated<number>
  version: Generated<number>
  created_by: string | null
  created_at: DefaultInstant
  summary: Generated<string>
  effect_point_cents: Generated<number>
}

export interface SchemaMigrationsTable {
  name: string
  digest: string
  applied_at: DefaultInstant
}

export interface SecretsTable {
  name: string
  value: string
}

export interface SessionsTable {
  id: string
  account_id: string
  token: string
  expires_at: Instant
  ip_address: string | null
  user_agent: string | null
  created_at: DefaultInstant
  updated_at: DefaultInstant
}

export interface SuccessConditionsTable {
  id: Generated<string>
  measure_id: string
  position: number
  statement: string
  indicator: string
  unit: string
  comparison: string
  threshold: number
  due_on: string
  owner: Generated<string>
  blocking: Generated<boolean>
}

export interface TownTable {
  only_row: Generated<boolean>
  name: string
  siren: string
  population: number
  department_code: string
  insee_code: string | null
  colour: Generated<string>
  is_fictional: Generated<boolean>
  is_demo: Generated<boolean>
  neighbour_codes: Generated<string[]>
  intermunicipal_siren: string | null
}

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Instant
  created_at: DefaultInstant
  updated_at: DefaultInstant
}

export interface Tables {
  accounts: AccountsTable
  attempts: AttemptsTable
  commitments: CommitmentsTable
  credentials: CredentialsTable
  deliberations: DeliberationsTable
  discount_rates: DiscountRatesTable
  districts: DistrictsTable
  election_campaigns: ElectionCampaignsTable
  evidence: EvidenceTable
  follows: FollowsTable
  hourly_rates: HourlyRatesTable
  jobs: JobsTable
  journal_entries: JournalEntriesTable
  journal_head: JournalHeadTable
  measure_lines: MeasureLinesTable
  measure_rules: MeasureRulesTable
  measures: MeasuresTable
  notices: NoticesTable
  official_acts: OfficialActsTable
  outbox: OutboxTable
  population_cells: PopulationCellsTable
  population_references: PopulationReferencesTable
  process_answers: ProcessAnswersTable
  process_costs: ProcessCostsTable
  process_districts: ProcessDistrictsTable
  process_participation: ProcessParticipationTable
  process_phases: ProcessPhasesTable
  process_points: ProcessPointsTable
  processes: ProcessesTable
  recipients: RecipientsTable
  recusals: RecusalsTable
  risks: RisksTable
  role_grants: RoleGrantsTable
  scenario_choices: ScenarioChoicesTable
  scenario_hand_picks: ScenarioHandPicksTable
  scenario_limits: ScenarioLimitsTable
  scenario_links: ScenarioLinksTable
  scenario_solutions: ScenarioSolutionsTable
  scenario_synergies: ScenarioSynergiesTable
  scenario_synergy_members: ScenarioSynergyMembersTable
  scenarios: ScenariosTable
  schema_migrations: SchemaMigrationsTable
  secrets: SecretsTable
  sessions: SessionsTable
  success_conditions: SuccessConditionsTable
  town: TownTable
  verifications: VerificationsTable
}
