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

export interface ApplicationEventsTable {
  id: Generated<number>
  application_id: string
  happened_at: Instant
  actor_id: string | null
  actor_name: string
  event: string
  note: Generated<string>
}

export interface ApplicationFilesTable {
  id: Generated<string>
  application_id: string
  field: string
  piece_request_id: string | null
  name: string
  media_type: string
  size_bytes: number
  digest: string
  scan: string
  bytes: Buffer
  added_at: Instant
}

export interface ApplicationInvitationsTable {
  application_id: string
  email: string
  as_holder: boolean
  invited_at: Instant
}

export interface ApplicationLinksTable {
  token_hash: string
  call_id: string
  application_id: string | null
  email: string
  number: Generated<string>
  asked_at: Instant
  expires_at: Instant
  used_at: NullableInstant
}

export interface ApplicationPeopleTable {
  application_id: string
  account_id: string
  is_holder: boolean
}

export interface ApplicationsTable {
  id: Generated<string>
  call_id: string
  number: number | null
  organisation_id: string | null
  form_version: number
  typed: DefaultJson
  dossier: NullableJson
  title: Generated<string>
  applicant_name: Generated<string>
  requested_cents: number | null
  status: Generated<string>
  received_at: NullableInstant
  reasons: Generated<string>
  version: Generated<number>
  created_at: Instant
}

export interface AttemptsTable {
  bucket: string
  window_start: Instant
  count: number
}

export interface AuthorityOfficersTable {
  id: Generated<string>
  account_id: string
  authority_kind: string
  authority_code: string
  function: string
  starts_on: string
  ends_on: string | null
  recorded_by: string | null
}

export interface AwardDecisionsTable {
  application_id: string
  deliberation_id: string
  decided_on: string
  decision: string
  amount_cents: number | null
  reasons: Generated<string>
}

export interface BoardColumnsTable {
  id: string
  project_id: string
  title: string
  position: string
  card_limit: number | null
  is_done: Generated<boolean>
}

export interface BudgetAreasTable {
  edition_id: string
  number: number
  name: string
  district_id: string | null
  envelope_cents: number
}

export interface BudgetBallotsTable {
  edition_id: string
  receipt: string
  area: number
  choices: number[]
  points: number[] | null
  is_mixed: Generated<boolean>
}

export interface BudgetBatchesTable {
  id: Generated<string>
  edition_id: string
  area: number
  number: number
  place: string
  status: Generated<string>
}

export interface BudgetCountsTable {
  edition_id: string
  area: number
  ballots: number
  file_sha256: string
  spent_cents: number
  outcome: Json
}

export interface BudgetDecisionsTable {
  project_id: string
  decision: string
  deliberation_id: string
  reasons: Generated<string>
  decided_on: string
  act_id: string
}

export interface BudgetEditionsTable {
  id: Generated<string>
  code: string
  title: string
  summary: Generated<string>
  process_id: string | null
  measure_id: string | null
  rules_deliberation_id: string | null
  currency: Generated<string>
  perimeter: string
  minimum_age: number
  electorate: string
  roll_kind: string
  ballot_type: string
  most_projects: number | null
  points: number | null
  counting_rule: string
  ties: string
  seed_commitment: string | null
  opens_on: string
  closes_on: string
  status: Generated<string>
  imported_from: Generated<string>
  version: Generated<number>
  created_at: DefaultInstant
}

export interface BudgetMarksTable {
  edition_id: string
  person_key: string
  email_key: string | null
  voted_on: string
  batch_id: string | null
  is_mixed: Generated<boolean>
}

export interface BudgetOutcomesTable {
  project_id: string
  edition_id: string
  area: number
  supporters: number
  points: number
  rank: number | null
  why: Json
}

export interface BudgetProjectsTable {
  id: Generated<string>
  edition_id: string
  area: number
  number: number
  reference: string
  title: string
  description: Generated<string>
  place: Generated<string>
  cost_cents: number
  proposal_id: string | null
}

export interface BudgetReadingsTable {
  batch_id: string
  reading: number
  agent_id: string
  agent_name: string
}

export interface BudgetRollTable {
  edition_id: string
  person_key: string
  birth_date: string | null
  area: number | null
}

export interface BudgetSeedsTable {
  edition_id: string
  seed: string
}

export interface BudgetSheetsTable {
  batch_id: string
  reading: number
  number: number
  choices: number[]
  points: number[] | null
}

export interface BudgetStepsTable {
  id: Generated<string>
  project_id: string
  position: number
  label: string
  due_on: string
  done_on: string | null
  note: Generated<string>
  photo: Buffer | null
  photo_alt: Generated<string>
  is_delivery: Generated<boolean>
}

export interface CalendarAttendeesTable {
  object_id: string
  address: string
  name: Generated<string>
  is_optional: boolean
  answer: string
  account_id: string | null
}

export interface CalendarFeedsTable {
  id: Generated<string>
  calendar_id: string
  account_id: string
  label: string
  detail: string
  key_hash: string
  made_at: Instant
  last_read_on: string | null
  revoked_at: NullableInstant
}

export interface CalendarMailsTable {
  object_id: string
  address: string
  told: string
  told_at: Instant
}

export interface CalendarObjectsTable {
  id: Generated<string>
  calendar_id: string
  name: string
  uid: string
  component: string
  ics: string
  etag: string
  sequence: number
  summary: string
  is_recurring: boolean
  remind_before_min: number | null
  expanded_until: NullableInstant
  change_number: number
  origin_id: string | null
  created_by: string | null
  written_at: Instant
  source_path: string | null
}

export interface CalendarOccurrencesTable {
  object_id: string
  recurrence: string
  calendar_id: string
  calendar_number: number
  starts_at: Instant
  ends_at: Instant
  is_all_day: boolean
  summary: string
  location: string
  is_private: boolean
  standing: string
  is_exclusive: boolean
}

export interface CalendarPropertiesTable {
  calendar_id: string
  account_id: string
  name: string
  xml: string
}

export interface CalendarRemovalsTable {
  calendar_id: string
  name: string
  change_number: number
}

export interface CalendarSharesTable {
  calendar_id: string
  account_id: string
  access: string
}

export interface CalendarsTable {
  id: Generated<string>
  number: Generated<number>
  kind: string
  slug: string
  name: string
  description: Generated<string>
  colour: string | null
  components: Generated<string[]>
  owner_id: string | null
  service_id: string | null
  project_id: string | null
  capacity: number | null
  place: Generated<string>
  change_number: Generated<number>
  is_closed: Generated<boolean>
}

export interface CallCriteriaTable {
  call_id: string
  number: number
  label: string
  weight: number
  scale: string
  highest: Generated<number>
}

export interface CallEnvelopesTable {
  call_id: string
  number: number
  label: string
  amount_cents: number
}

export interface CallFormsTable {
  call_id: string
  version: number
  questions: Json
}

export interface CallJurorsTable {
  call_id: string
  account_id: string
  is_chair: Generated<boolean>
}

export interface CallScenarioLinesTable {
  scenario_id: string
  application_id: string
  envelope: number
  amount_cents: number
}

export interface CallScenariosTable {
  id: Generated<string>
  call_id: string
  name: string
  method: string
  floor_hundredths: number | null
  is_chosen: Generated<boolean>
  created_at: Instant
  version: Generated<number>
}

export interface CallsTable {
  id: Generated<string>
  code: string
  title: string
  summary: string
  rules_text: string
  legal_basis: string
  applicants: string[]
  engagement: string
  measure_id: string | null
  rules_deliberation_id: string | null
  cloned_from: string | null
  opens_at: Instant
  closes_at: Instant
  answer_on: string
  readers_per_file: number | null
  tie_rule: string
  instalments: Generated<number[]>
  contact: Generated<string>
  legal_facts: NullableJson
  legal_checked_on: string | null
  agreement_template: Generated<string>
  status: Generated<string>
  last_number: Generated<number>
  version: Generated<number>
  created_at: DefaultInstant
  minutes: Generated<string>
}

export interface CardAssigneesTable {
  project_id: string
  card_id: string
  account_id: string
}

export interface CardCommentsTable {
  id: string
  card_id: string
  author_id: string
  body: string
  written_at: Instant
}

export interface CardFilesTable {
  id: string
  card_id: string
  name: string
  media_type: string
  bytes: Buffer
  added_by: string
  added_at: Instant
}

export interface CardLabelsTable {
  project_id: string
  card_id: string
  label_id: string
}

export interface CardNeedsTable {
  project_id: string
  card_id: string
  needs_id: string
}

export interface CardsTable {
  id: string
  project_id: string
  number: number
  column_id: string
  position: string
  title: string
  description: Generated<string>
  starts_on: string | null
  due_on: string | null
  effort_min: number | null
  repeats: string | null
  follows_id: string | null
  meeting_id: string | null
  minute_line: number | null
  done_on: string | null
  version: Generated<number>
  created_at: Instant
}

export interface ChecklistItemsTable {
  id: string
  card_id: string
  position: number
  body: string
  is_done: Generated<boolean>
}

export interface ColumnMappingsTable {
  kind: string
  header_digest: string
  headers: string[]
  columns: Json
  saved_by: string
  saved_on: string
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

export interface CompetenceFilesTable {
  id: Generated<string>
  content_hash: string
  groupings: number
  imported_on: string
}

export interface ContributorKeysTable {
  key_hash: string
  contributor_id: string
  expires_at: Instant
}

export interface ContributorsTable {
  id: Generated<string>
  account_id: string | null
  email: string | null
  name: string
}

export interface CooperationConfirmationsTable {
  cooperation_id: string
  party_id: string
  election_on: string
  confirmed_on: string
}

export interface CooperationCouncilsTable {
  cooperation_id: string
  round: number
  party_id: string
  draft: Generated<string>
  outcome: Generated<string>
  number: Generated<string>
  decided_on: string | null
  deliberation_id: string | null
  signatory: Generated<string>
  signed_on: string | null
  version: Generated<number>
}

export interface CooperationDecisionsTable {
  id: Generated<string>
  cooperation_id: string
  decided_on: string
  statement: string
  written_by_name: string
  form_key: string
}

export interface CooperationDocumentsTable {
  cooperation_id: string
  round: number
  number: number
  body: string
  written_on: string
  written_by_name: string
}

export interface CooperationMeetingsTable {
  id: Generated<string>
  cooperation_id: string
  held_on: string
  title: string
  minutes: Generated<string>
  written_by_name: string
  form_key: string
}

export interface CooperationOptionsTable {
  cooperation_id: string
  round: number
  depth: string
  legal_kind: string
  needs: string
  allows: string
  leaving: string
  yearly_cents: number
  months_to_start: number
}

export interface CooperationPartiesTable {
  id: Generated<string>
  cooperation_id: string
  authority_kind: string
  authority_code: string
  name: string
  role: Generated<string>
  lead_field: string | null
  funding_bp: Generated<number>
  has_veto: Generated<boolean>
  joined_on: string
  left_on: string | null
  left_reason: Generated<string>
  publishes_on: string | null
}

export interface CooperationRenewalsTable {
  cooperation_id: string
  round: number
  number: number
  renewed_on: string
}

export interface CooperationReviewsTable {
  cooperation_id: string
  year: number
  held_on: string
  results: string
  difficulties: Generated<string>
  decision: string
}

export interface CooperationRoundsTable {
  cooperation_id: string
  number: number
  depth: string
  legal_kind: string
  reason: string
  chosen_on: string
  effect_on: string | null
  term: string | null
  term_months: number | null
  renewal_months: number | null
  most_renewals: number | null
  notice_months: number | null
  exit_clause: Generated<string>
  exit_notice_months: number | null
  exit_cost_cents: Generated<number>
  yearly_cents: Generated<number>
  reconfirms: Generated<boolean>
  signed_on: string | null
  notice_given_on: string | null
  ended_on: string | null
}

export interface CooperationTasksTable {
  id: Generated<string>
  cooperation_id: string
  party_id: string
  label: string
  due_on: string
  done_on: string | null
  written_by_name: string
  form_key: string
}

export interface CooperationTestsTable {
  cooperation_id: string
  round: number
  test: string
  asked_on: string
  facts: DefaultJson
  is_set_aside: Generated<boolean>
  reason: Generated<string>
}

export interface CooperationsTable {
  id: Generated<string>
  slug: string
  title: string
  theme: string
  summary: Generated<string>
  measure_id: string | null
  status: Generated<string>
  shared_on: string | null
  ended_reason: Generated<string>
  created_by: string | null
  created_at: DefaultInstant
  search_text: Generated<string>
  version: Generated<number>
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

export interface DelegationSignaturesTable {
  project_id: string
  version: number
  account_id: string
  signed_role: string
  signed_on: string
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

export interface DevicePasswordsTable {
  id: Generated<string>
  account_id: string
  label: string
  secret_hash: string
  made_at: Instant
  last_used_on: string | null
  revoked_at: NullableInstant
  revoked_by: string | null
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

export interface EstablishmentsTable {
  id: Generated<string>
  organisation_id: string
  name: Generated<string>
  street: Generated<string>
  postcode: Generated<string>
  city: Generated<string>
  lat: number | null
  lon: number | null
  opening_hours: Generated<string>
  is_head_office: Generated<boolean>
  version: Generated<number>
  is_imported: Generated<boolean>
  siret: Generated<string>
  commune_code: string | null
  is_located: Generated<boolean>
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

export interface FileImportsTable {
  id: Generated<string>
  kind: string
  file_name: string
  digest: string
  act_id: string | null
  imported_at: Instant
}

export interface FollowsTable {
  recipient_id: string
  subject_kind: string
  subject_id: string
  label: string
  path: string
  followed_on: string
}

export interface GrantAgreementsTable {
  application_id: string
  text: string
  drafted_on: string
  signed_by_holder_on: string | null
  signed_by_mayor_on: string | null
  notified_on: string | null
  report_due_on: string
  finished_on: string | null
  condition: Generated<string>
  condition_met_on: string | null
}

export interface GrantInstalmentsTable {
  application_id: string
  number: number
  share: number
  amount_cents: number
  needs_report: boolean
  order_number: Generated<string>
  ordered_on: string | null
  paid_on: string | null
}

export interface GrantReportsTable {
  application_id: string
  received_on: string
  spent_cents: number
  people: number
  volunteer_hours: number
  outcome: string
  checked_on: string | null
  check_note: Generated<string>
  reimbursement_cents: number | null
  repaid_on: string | null
}

export interface GrantorSiretsTable {
  siret: string
  valid_from: string
}

export interface GrantsTable {
  id: Generated<string>
  organisation_id: string
  file_import_id: string | null
  file_line: number | null
  granted_on: string | null
  amount_cents: number
  subject: string
  nature: string
  act_reference: string
  beneficiary_name: string
  beneficiary_number: string
  kind: Generated<string>
  de_minimis: Generated<string>
  source_kind: string | null
  source_id: string | null
  grantor: Generated<string>
  version: Generated<number>
  paid_from: string | null
  paid_to: string | null
  payment_note: Generated<string>
}

export interface GroupingCompetencesTable {
  siren: string
  slug: string
  name: string
}

export interface GroupingMembersTable {
  siren: string
  member_siren: string
}

export interface GroupingsTable {
  siren: string
  name: string
  nature: Generated<string>
  imported_on: string
}

export interface HourlyRatesTable {
  grade: string
  valid_from: string
  cents: number
  source: string
}

export interface InterestedMembersTable {
  application_id: string
  member_name: string
  link: string
  ground: Generated<string>
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
  version: Generated<number>
}

export interface MeasureRulesTable {
  id: Generated<string>
  measure_id: string
  position: number
  rule: string
  applies_on: string
  facts: DefaultJson
  version: Generated<number>
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

export interface ModerationRepliesTable {
  moderation_id: string
  body_text: string
  written_at: Instant
}

export interface ModerationsTable {
  id: Generated<string>
  process_id: string
  proposal_id: string
  comment_id: string | null
  decision: string
  reason: string | null
  explanation: Generated<string>
  decided_on: string
  decided_at: Instant
  decided_by: string
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

export interface OrganisationConsentsTable {
  organisation_id: string
  field: string
  is_public: boolean
  given_by: string
  given_on: string
}

export interface OrganisationCorrectionsTable {
  id: Generated<string>
  organisation_id: string
  field: string
  proposed: string
  remark: Generated<string>
  email: Generated<string>
  status: Generated<string>
  sent_at: Instant
  decided_at: NullableInstant
  decided_by: string | null
  reason: Generated<string>
}

export interface OrganisationIdentifiersTable {
  id: Generated<string>
  organisation_id: string
  scheme: string
  value: string
  valid_from: string | null
  valid_to: string | null
  source: string
  version: Generated<number>
  file_import_id: string | null
  court: Generated<string>
}

export interface OrganisationKeysTable {
  token_hash: string
  officer_id: string
  purpose: string
  expires_at: Instant
}

export interface OrganisationLabelsTable {
  id: Generated<string>
  organisation_id: string
  name: string
  issuer: string
  obtained_on: string | null
  expires_on: string | null
  proof: Generated<string>
  version: Generated<number>
}

export interface OrganisationMeetingsTable {
  id: Generated<string>
  organisation_id: string
  held_on: string
  kind: string
  participants: string
  about: string
  next_step: Generated<string>
  next_on: string | null
  is_done: Generated<boolean>
  written_by: string
  version: Generated<number>
}

export interface OrganisationMergesTable {
  id: Generated<string>
  absorbed_id: string
  into_id: string
  moved: Generated<string[]>
  reason: Generated<string>
  merged_at: Instant
  merged_by: string
  undone_at: NullableInstant
  undone_by: string | null
}

export interface OrganisationOfficersTable {
  id: Generated<string>
  organisation_id: string
  account_id: string | null
  email: string | null
  name: string
  capacity: Generated<string>
  status: Generated<string>
  asked_at: Instant
  decided_at: NullableInstant
  decided_by: string | null
  reason: Generated<string>
}

export interface OrganisationPairsTable {
  one_id: string
  other_id: string
  reason: Generated<string>
  decided_by: string
  decided_at: Instant
}

export interface OrganisationPeopleTable {
  id: Generated<string>
  organisation_id: string
  name: string
  role: string
  email: Generated<string>
  telephone: Generated<string>
  from_on: string | null
  to_on: string | null
  mandate: Generated<string>
  is_public: Generated<boolean>
  version: Generated<number>
}

export interface OrganisationTiesTable {
  id: Generated<string>
  organisation_id: string
  other_id: string
  kind: string
  from_on: string | null
  to_on: string | null
  evidence: Generated<string>
  version: Generated<number>
}

export interface OrganisationTopicsTable {
  organisation_id: string
  topic_id: string
}

export interface OrganisationValuesTable {
  organisation_id: string
  field: string
  layer: string
  value: string
  source: string
  recorded_on: string
}

export interface OrganisationsTable {
  id: Generated<string>
  name: string
  status: Generated<string>
  merged_into: string | null
  merged_at: NullableInstant
  is_public: Generated<boolean>
  version: Generated<number>
  file_import_id: string | null
  created_at: DefaultInstant
  search_text: Generated<string>
  confirmed_on: string | null
  asked_to_confirm_on: string | null
  closed_on: string | null
  district_id: string | null
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

export interface PaperPagesTable {
  scan_id: string
  position: number
  picture: Buffer | null
  state: string
  fault: Generated<string>
  application_id: string | null
  paper: string | null
  page: number | null
  pages: number | null
  filed_at: NullableInstant
  filed_by: string | null
}

export interface PaperScansTable {
  id: Generated<string>
  name: string
  media_type: string
  size_bytes: number
  digest: string
  antivirus: string
  bytes: Buffer
  received_at: Instant
  received_by: string
}

export interface PieceRequestsTable {
  id: Generated<string>
  application_id: string
  items: string
  asked_on: string
  answer_by: string
  answered_on: string | null
  answer: Generated<string>
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

export interface ProjectCostsTable {
  id: string
  project_id: string
  kind: string
  day: string
  cents: number | null
  grade: string | null
  minutes: number | null
  label: string
  document: Generated<string>
  meeting_id: string | null
  recorded_by: string
  recorded_at: Instant
  taken_back_on: string | null
  taken_back_reason: string | null
}

export interface ProjectDecisionsTable {
  id: string
  project_id: string
  decided_on: string
  statement: string
  reason: Generated<string>
  taken_by: string
  meeting_id: string | null
  minute_line: number | null
  recorded_by: string
  recorded_at: Instant
}

export interface ProjectDelegationsTable {
  project_id: string
  version: number
  decides: string
  proposes: Generated<string>
  informs: Generated<string>
  spending_cents: number
  written_by: string
  written_at: Instant
}

export interface ProjectLabelsTable {
  id: Generated<string>
  project_id: string
  name: string
}

export interface ProjectMeetingsTable {
  id: string
  project_id: string
  title: string
  held_on: string
  starts_at: string
  duration_min: number
  place: Generated<string>
  people_a: Generated<number>
  people_b: Generated<number>
  people_c: Generated<number>
  people_partner: Generated<number>
  agenda: Generated<string>
  minutes: Generated<string>
  status: Generated<string>
  version: Generated<number>
}

export interface ProjectMembersTable {
  project_id: string
  account_id: string
  part: string
  body: string
  is_partner: boolean
  joined_on: string
  ends_on: string | null
}

export interface ProjectMilestonesTable {
  id: string
  project_id: string
  title: string
  due_on: string
  reached_on: string | null
  version: Generated<number>
}

export interface ProjectReviewsTable {
  project_id: string
  promised: string
  came: string
  reuse: string
  hours_low: number | null
  hours_likely: number | null
  hours_high: number | null
  closed_on: string
  closed_by: string
}

export interface ProjectRisksTable {
  id: string
  project_id: string
  statement: string
  probability: number
  impact: number
  mitigation: Generated<string>
  owner: Generated<string>
  version: Generated<number>
}

export interface ProjectsTable {
  id: Generated<string>
  code: string
  title: string
  purpose: string
  measure_id: string | null
  status: Generated<string>
  is_restricted: Generated<boolean>
  starts_on: string
  ends_on: string | null
  budget_cents: Generated<number>
  planned_min: Generated<number>
  version: Generated<number>
  last_card: Generated<number>
  board_version: Generated<number>
  created_at: Instant
}

export interface ProposalAmendmentsTable {
  id: Generated<string>
  proposal_id: string
  contributor_id: string
  version: number
  title: string
  body_text: string
  reason: Generated<string>
  status: Generated<string>
  reply: Generated<string>
  written_at: Instant
  decided_at: NullableInstant
}

export interface ProposalAnswersTable {
  proposal_id: string
  reasons: string
  next_steps: Generated<string>
  answered_on: string
  answered_by: string | null
  answerer_title: string
}

export interface ProposalAssessmentsTable {
  proposal_id: string
  feasibility: string
  competence: string
  opinion: string
  assessed_on: string
  assessed_by: string
}

export interface ProposalCoauthorsTable {
  proposal_id: string
  contributor_id: string
  joined_on: string
}

export interface ProposalCommentsTable {
  id: Generated<string>
  proposal_id: string
  parent_id: string | null
  contributor_id: string
  stance: string
  body_text: string
  written_at: Instant
  is_hidden: Generated<boolean>
}

export interface ProposalCostsTable {
  id: Generated<string>
  proposal_id: string
  position: number
  label: string
  section: string
  cents: number
}

export interface ProposalEvaluatorsTable {
  proposal_id: string
  account_id: string
  assigned_on: string
}

export interface ProposalLinksTable {
  token_hash: string
  purpose: string
  email: string
  name: Generated<string>
  proposal_id: string | null
  details: DefaultJson
  expires_at: Instant
  used_at: NullableInstant
}

export interface ProposalPicturesTable {
  id: Generated<string>
  proposal_id: string
  position: number
  alt: string
  width: number
  height: number
  bytes: Buffer
  thumbnail: Buffer
}

export interface ProposalQuestionsTable {
  id: Generated<string>
  proposal_id: string
  asked_by: string
  question: string
  asked_at: Instant
  reply: string | null
  replied_at: NullableInstant
}

export interface ProposalReportsTable {
  id: Generated<string>
  proposal_id: string
  comment_id: string | null
  contributor_id: string
  reason: string
  reported_at: Instant
  settled: Generated<boolean>
}

export interface ProposalSupportsTable {
  proposal_id: string
  contributor_id: string
  supported_on: string
  carried_from: string | null
}

export interface ProposalVersionsTable {
  proposal_id: string
  version: number
  title: string
  body_text: string
  source: string
  contributor_id: string | null
  written_at: Instant
}

export interface ProposalsTable {
  id: Generated<string>
  number: Generated<number>
  process_id: string
  contributor_id: string | null
  draft_key_hash: string | null
  dictated_by: string | null
  status: Generated<string>
  title: string
  body_text: string
  category: string
  street: Generated<string>
  lat: number | null
  lon: number | null
  district_id: string | null
  written_at: Instant
  published_on: string | null
  answer_due_on: string | null
  verdict: string | null
  merged_into: string | null
  version: Generated<number>
  support_count: Generated<number>
  comment_count: Generated<number>
  search_text: string
  trigrams: string[]
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

export interface ReviewScoresTable {
  application_id: string
  account_id: string
  criterion: number
  mark: number
  comment: Generated<string>
}

export interface ReviewsTable {
  application_id: string
  account_id: string
  state: Generated<string>
  declared_at: NullableInstant
  recusal_reason: Generated<string>
  submitted_at: NullableInstant
  comment: Generated<string>
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
  version: Generated<number>
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

export interface ServiceHoursTable {
  service_id: string
  opens_min: number
  closes_min: number
  break_from_min: number
  break_to_min: number
  reachable_from_min: number
  reachable_to_min: number
  weekdays: number[]
}

export interface ServiceMembersTable {
  account_id: string
  service_id: string
}

export interface ServicesTable {
  id: Generated<string>
  code: string
  name: string
  manager_id: string | null
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

export interface SharedServiceAdoptionsTable {
  key_id: string
  party_id: string
  verdict: string
  decided_on: string
  deliberation: string
  recorded_by_name: string
}

export interface SharedServiceBaselinesTable {
  party_id: string
  cost_cents: number
  hours: number
  volume: number
  quality: number | null
  delay_days: number | null
  proof: string
  source: string
  entered_by_name: string
  entered_on: string
  version: Generated<number>
}

export interface SharedServiceContestsTable {
  id: Generated<string>
  line_id: number
  service_id: string
  party_id: string
  opened_on: string
  due_on: string
  outcome: string | null
  closed_on: string | null
}

export interface SharedServiceCostsTable {
  id: Generated<string>
  service_id: string
  year: number
  nature: string
  label: string
  cents: number
  is_counted: boolean
  linked_proof: Generated<string>
  recorded_by_name: string
  recorded_on: string
}

export interface SharedServiceForecastsTable {
  service_id: string
  year_number: number
  running_cents: number
  transition_cents: number
  without_cents: number
}

export interface SharedServiceKeysTable {
  id: Generated<string>
  service_id: string
  number: number
  method: string
  weights: Json
  remainder: string
  from_year: number
  reason: Generated<string>
  status: Generated<string>
  proposed_on: string | null
  settled_on: string | null
}

export interface SharedServiceLevelsTable {
  id: Generated<string>
  service_id: string
  label: string
  comparison: string
  target: number
  unit: string
}

export interface SharedServiceLinesTable {
  id: Generated<number>
  service_id: string
  party_id: string
  unit_id: string
  day: string
  quantity: number
  proof: string
  reference: string
  source: string
  reverses_id: number | null
  recorded_by_name: string
  recorded_at: DefaultInstant
}

export interface SharedServiceMessagesTable {
  id: Generated<string>
  contest_id: string
  author_id: string | null
  author_name: string
  body: string
  written_at: Instant
}

export interface SharedServiceOfficersTable {
  party_id: string
  account_id: string
  starts_on: string
  ends_on: string | null
}

export interface SharedServiceOpinionsTable {
  id: Generated<string>
  service_id: string
  body: string
  asked_on: string
  given_on: string | null
  verdict: string | null
  note: Generated<string>
}

export interface SharedServicePartiesTable {
  id: Generated<string>
  service_id: string
  reference: string
  name: string
  authority_kind: string | null
  authority_code: string | null
  is_host: Generated<boolean>
  is_town: Generated<boolean>
  is_fictional: Generated<boolean>
  joined_on: string | null
  joined_by: Generated<string>
  notice_on: string | null
  leaves_on: string | null
  leaves_by: Generated<string>
  exit_cents: Generated<number>
  exit_reason: Generated<string>
}

export interface SharedServicePaymentsTable {
  id: Generated<string>
  service_id: string
  party_id: string
  year: number
  kind: string
  cents: number
  day: string
  due_on: string | null
  reference: string
  recorded_by_name: string
  recorded_on: string
}

export interface SharedServiceReadingsTable {
  level_id: string
  year: number
  measured: number
  source: string
  recorded_by_name: string
  recorded_on: string
}

export interface SharedServiceResultsTable {
  party_id: string
  year: number
  own_cost_cents: number
  quality: number | null
  delay_days: number | null
  source: string
  entered_by_name: string
  entered_on: string
}

export interface SharedServiceReviewsTable {
  service_id: string
  year: number
  wage_index: number
  index_source: string
  conclusion: string
  reviewed_on: string
  reviewed_by_name: string
}

export interface SharedServiceSharesTable {
  statement_id: string
  party_id: string
  cents: number
  units: number
  called_cents: Generated<number>
  paid_cents: Generated<number>
  exit_cents: Generated<number>
}

export interface SharedServiceStatementsTable {
  id: Generated<string>
  service_id: string
  year: number
  key_id: string
  total_cents: number
  units: number
  question: string
  issued_on: string
  issued_by_name: string
}

export interface SharedServiceTokensTable {
  id: Generated<string>
  service_id: string
  label: string
  token_hash: string
  created_by_name: string
  created_on: string
  expires_on: string
  revoked_on: string | null
}

export interface SharedServiceUnitsTable {
  id: Generated<string>
  service_id: string
  code: string
  label: string
  weight: number
}

export interface SharedServiceValuesTable {
  party_id: string
  year: number
  name: string
  value: number
  source: Generated<string>
}

export interface SharedServicesTable {
  id: Generated<string>
  code: string
  title: string
  purpose: string
  legal_form: string
  measure_id: string | null
  baseline_year: number
  impact_sheet: Generated<string>
  answer_days: Generated<number>
  status: Generated<string>
  starts_on: string | null
  ended_on: string | null
  version: Generated<number>
  created_at: DefaultInstant
  moving_year: Generated<string>
  notice_months: Generated<number>
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
  version: Generated<number>
}

export interface TerritoryTable {
  only_row: Generated<boolean>
  version: Generated<string>
  source: string
  recorded_on: string
  recorded_by: string
}

export interface TerritoryCommunesTable {
  insee_code: string
  name: string
  outline: Json
  west: number
  south: number
  east: number
  north: number
}

export interface TopicsTable {
  id: string
  parent_id: string | null
  label_fr: string
  label_en: string
  position: Generated<number>
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

export interface TownOutlineTable {
  only_row: Generated<boolean>
  points: Json
}

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Instant
  created_at: DefaultInstant
  updated_at: DefaultInstant
}

export interface VitalityMeasureTable {
  only_row: Generated<boolean>
  measure_id: string
}

export interface Tables {
  accounts: AccountsTable
  application_events: ApplicationEventsTable
  application_files: ApplicationFilesTable
  application_invitations: ApplicationInvitationsTable
  application_links: ApplicationLinksTable
  application_people: ApplicationPeopleTable
  applications: ApplicationsTable
  attempts: AttemptsTable
  authority_officers: AuthorityOfficersTable
  award_decisions: AwardDecisionsTable
  board_columns: BoardColumnsTable
  budget_areas: BudgetAreasTable
  budget_ballots: BudgetBallotsTable
  budget_batches: BudgetBatchesTable
  budget_counts: BudgetCountsTable
  budget_decisions: BudgetDecisionsTable
  budget_editions: BudgetEditionsTable
  budget_marks: BudgetMarksTable
  budget_outcomes: BudgetOutcomesTable
  budget_projects: BudgetProjectsTable
  budget_readings: BudgetReadingsTable
  budget_roll: BudgetRollTable
  budget_seeds: BudgetSeedsTable
  budget_sheets: BudgetSheetsTable
  budget_steps: BudgetStepsTable
  calendar_attendees: CalendarAttendeesTable
  calendar_feeds: CalendarFeedsTable
  calendar_mails: CalendarMailsTable
  calendar_objects: CalendarObjectsTable
  calendar_occurrences: CalendarOccurrencesTable
  calendar_properties: CalendarPropertiesTable
  calendar_removals: CalendarRemovalsTable
  calendar_shares: CalendarSharesTable
  calendars: CalendarsTable
  call_criteria: CallCriteriaTable
  call_envelopes: CallEnvelopesTable
  call_forms: CallFormsTable
  call_jurors: CallJurorsTable
  call_scenario_lines: CallScenarioLinesTable
  call_scenarios: CallScenariosTable
  calls: CallsTable
  card_assignees: CardAssigneesTable
  card_comments: CardCommentsTable
  card_files: CardFilesTable
  card_labels: CardLabelsTable
  card_needs: CardNeedsTable
  cards: CardsTable
  checklist_items: ChecklistItemsTable
  column_mappings: ColumnMappingsTable
  commitments: CommitmentsTable
  competence_files: CompetenceFilesTable
  contributor_keys: ContributorKeysTable
  contributors: ContributorsTable
  cooperation_confirmations: CooperationConfirmationsTable
  cooperation_councils: CooperationCouncilsTable
  cooperation_decisions: CooperationDecisionsTable
  cooperation_documents: CooperationDocumentsTable
  cooperation_meetings: CooperationMeetingsTable
  cooperation_options: CooperationOptionsTable
  cooperation_parties: CooperationPartiesTable
  cooperation_renewals: CooperationRenewalsTable
  cooperation_reviews: CooperationReviewsTable
  cooperation_rounds: CooperationRoundsTable
  cooperation_tasks: CooperationTasksTable
  cooperation_tests: CooperationTestsTable
  cooperations: CooperationsTable
  credentials: CredentialsTable
  delegation_signatures: DelegationSignaturesTable
  deliberations: DeliberationsTable
  device_passwords: DevicePasswordsTable
  discount_rates: DiscountRatesTable
  districts: DistrictsTable
  election_campaigns: ElectionCampaignsTable
  establishments: EstablishmentsTable
  evidence: EvidenceTable
  file_imports: FileImportsTable
  follows: FollowsTable
  grant_agreements: GrantAgreementsTable
  grant_instalments: GrantInstalmentsTable
  grant_reports: GrantReportsTable
  grantor_sirets: GrantorSiretsTable
  grants: GrantsTable
  grouping_competences: GroupingCompetencesTable
  grouping_members: GroupingMembersTable
  groupings: GroupingsTable
  hourly_rates: HourlyRatesTable
  interested_members: InterestedMembersTable
  jobs: JobsTable
  journal_entries: JournalEntriesTable
  journal_head: JournalHeadTable
  measure_lines: MeasureLinesTable
  measure_rules: MeasureRulesTable
  measures: MeasuresTable
  moderation_replies: ModerationRepliesTable
  moderations: ModerationsTable
  notices: NoticesTable
  official_acts: OfficialActsTable
  organisation_consents: OrganisationConsentsTable
  organisation_corrections: OrganisationCorrectionsTable
  organisation_identifiers: OrganisationIdentifiersTable
  organisation_keys: OrganisationKeysTable
  organisation_labels: OrganisationLabelsTable
  organisation_meetings: OrganisationMeetingsTable
  organisation_merges: OrganisationMergesTable
  organisation_officers: OrganisationOfficersTable
  organisation_pairs: OrganisationPairsTable
  organisation_people: OrganisationPeopleTable
  organisation_ties: OrganisationTiesTable
  organisation_topics: OrganisationTopicsTable
  organisation_values: OrganisationValuesTable
  organisations: OrganisationsTable
  outbox: OutboxTable
  paper_pages: PaperPagesTable
  paper_scans: PaperScansTable
  piece_requests: PieceRequestsTable
  population_cells: PopulationCellsTable
  population_references: PopulationReferencesTable
  process_answers: ProcessAnswersTable
  process_costs: ProcessCostsTable
  process_districts: ProcessDistrictsTable
  process_participation: ProcessParticipationTable
  process_phases: ProcessPhasesTable
  process_points: ProcessPointsTable
  processes: ProcessesTable
  project_costs: ProjectCostsTable
  project_decisions: ProjectDecisionsTable
  project_delegations: ProjectDelegationsTable
  project_labels: ProjectLabelsTable
  project_meetings: ProjectMeetingsTable
  project_members: ProjectMembersTable
  project_milestones: ProjectMilestonesTable
  project_reviews: ProjectReviewsTable
  project_risks: ProjectRisksTable
  projects: ProjectsTable
  proposal_amendments: ProposalAmendmentsTable
  proposal_answers: ProposalAnswersTable
  proposal_assessments: ProposalAssessmentsTable
  proposal_coauthors: ProposalCoauthorsTable
  proposal_comments: ProposalCommentsTable
  proposal_costs: ProposalCostsTable
  proposal_evaluators: ProposalEvaluatorsTable
  proposal_links: ProposalLinksTable
  proposal_pictures: ProposalPicturesTable
  proposal_questions: ProposalQuestionsTable
  proposal_reports: ProposalReportsTable
  proposal_supports: ProposalSupportsTable
  proposal_versions: ProposalVersionsTable
  proposals: ProposalsTable
  recipients: RecipientsTable
  recusals: RecusalsTable
  review_scores: ReviewScoresTable
  reviews: ReviewsTable
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
  service_hours: ServiceHoursTable
  service_members: ServiceMembersTable
  services: ServicesTable
  sessions: SessionsTable
  shared_service_adoptions: SharedServiceAdoptionsTable
  shared_service_baselines: SharedServiceBaselinesTable
  shared_service_contests: SharedServiceContestsTable
  shared_service_costs: SharedServiceCostsTable
  shared_service_forecasts: SharedServiceForecastsTable
  shared_service_keys: SharedServiceKeysTable
  shared_service_levels: SharedServiceLevelsTable
  shared_service_lines: SharedServiceLinesTable
  shared_service_messages: SharedServiceMessagesTable
  shared_service_officers: SharedServiceOfficersTable
  shared_service_opinions: SharedServiceOpinionsTable
  shared_service_parties: SharedServicePartiesTable
  shared_service_payments: SharedServicePaymentsTable
  shared_service_readings: SharedServiceReadingsTable
  shared_service_results: SharedServiceResultsTable
  shared_service_reviews: SharedServiceReviewsTable
  shared_service_shares: SharedServiceSharesTable
  shared_service_statements: SharedServiceStatementsTable
  shared_service_tokens: SharedServiceTokensTable
  shared_service_units: SharedServiceUnitsTable
  shared_service_values: SharedServiceValuesTable
  shared_services: SharedServicesTable
  success_conditions: SuccessConditionsTable
  territory: TerritoryTable
  territory_communes: TerritoryCommunesTable
  topics: TopicsTable
  town: TownTable
  town_outline: TownOutlineTable
  verifications: VerificationsTable
  vitality_measure: VitalityMeasureTable
}
