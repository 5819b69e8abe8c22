import type { Context } from '#infra/context.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cooperationsFile } from '../../db/worlds/cooperations-file.ts'
import { organisationsFile } from '../../db/worlds/organisations-file.ts'
import { projectsFile } from '../../db/worlds/projects-file.ts'
import { sharedServicesFile } from '../../db/worlds/shared-services-file.ts'
import {
  budgetProjectsFile,
  decisionsFile,
  deliberationsFile,
  evidenceFile,
  measureRulesFile,
  processesFile,
  proposalsFile,
  scenariosFile,
  servicesFile,
  territoryFile,
} from '../../db/worlds/world-files.ts'
import { loadAccounts } from './load-accounts.ts'
import { loadCalendars } from './load-calendars.ts'
import { loadCalls } from './load-calls.ts'
import { loadCooperations } from './load-cooperations.ts'
import { loadDeliberations } from './load-deliberations.ts'
import { loadEvidence } from './load-evidence.ts'
import { loadMeasureRules } from './load-measure-rules.ts'
import { dayOfProposals, loadDecisions, loadMeasures } from './load-measures.ts'
import { loadOrganisations } from './load-organisations.ts'
import { loadParticipatoryBudget } from './load-participatory-budget.ts'
import { loadProcesses } from './load-processes.ts'
import { loadProjects } from './load-projects.ts'
import { loadProposals } from './load-proposals.ts'
import { loadScenarios } from './load-scenarios.ts'
import { loadServices } from './load-services.ts'
import { loadSharedServices } from './load-shared-services.ts'
import { loadTerritory } from './load-territory.ts'
import { type DemoWorld, listMeasureFiles, readWorld, readWorldFile } from './read-world.ts'

/**
 * Fills a town that has just been opened with the people and the work of a demo world, through the same acts as people
 * perform: whatever a rule forbids in the pages, a world cannot hold. `report` is told each step.
 */
export async function loadWorld(
  context: Context,
  name: DemoWorld,
  report: (step: string) => void,
): Promise<void> {
  const world = readWorld(name)
  const decisions = readWorldFile(name, 'decisions.json', decisionsFile) ?? []
  const proposedOn = dayOfProposals(decisions, context.clock.today())
  report(`${world.accounts.length} comptes / accounts`)
  const people = await loadAccounts(context, world.accounts, calendarDate(`${proposedOn.slice(0, 4)}-01-01`))
  const director = { ...context, actor: people.holding('director_general') }
  const organisation = readWorldFile(name, 'services.json', servicesFile)
  if (organisation) {
    report(`${organisation.services.length} services et leurs agendas / services and their calendars`)
    const opened = await loadServices({ ...context, actor: people.holding('administrator') }, organisation)
    await loadCalendars({ ...context, actor: people.holding('director_general') }, organisation, opened)
  }
  report('mesures / measures')
  await loadMeasures(director, listMeasureFiles(name), proposedOn)
  await loadMeasureRules(director, readWorldFile(name, 'measure-rules.json', measureRulesFile) ?? [])
  report('délibérations et décisions / deliberations and decisions')
  const deliberations = readWorldFile(name, 'deliberations.json', deliberationsFile) ?? []
  const deliberationIds = await loadDeliberations(director, deliberations)
  await loadDecisions(context, decisions, people, deliberationIds)
  report('faits mesurés / evidence')
  await loadEvidence(director, readWorldFile(name, 'evidence.json', evidenceFile) ?? [])
  const shared = readWorldFile(name, 'shared-services.json', sharedServicesFile)
  if (shared) {
    report(`${shared.length} services partagés / shared services`)
    await loadSharedServices(context, shared, people)
  }
  const cooperations = readWorldFile(name, 'cooperations.json', cooperationsFile)
  if (cooperations) {
    report(`${cooperations.cooperations.length} coopérations / cooperations`)
    await loadCooperations({ context, people, deliberations: deliberationIds }, cooperations)
  }
  const processes = readWorldFile(name, 'processes.json', processesFile)
  if (processes) {
    report(`${processes.processes.length} démarches / processes`)
    await loadProcesses(context, name, processes, people)
  }
  const proposals = readWorldFile(name, 'proposals.json', proposalsFile)
  if (proposals) {
    report(`${proposals.proposals.length} propositions / proposals`)
    await loadProposals(context, proposals, people)
  }
  const organisations = readWorldFile(name, 'organisations.json', organisationsFile)
  if (organisations) {
    report(`${organisations.organisations.length} organisations`)
    await loadOrganisations(context, organisations, people)
    const territory = readWorldFile(name, 'territory.json', territoryFile)
    if (territory) await loadTerritory(context, territory, people)
    report('appels à projets / calls for projects')
    const calls = {
      context,
      people,
      organisations: organisations.organisations,
      deliberations: deliberationIds,
    }
    await loadCalls(calls)
  }
  const teams = readWorldFile(name, 'projects.json', projectsFile)
  if (teams) {
    report(`${teams.length} projets des services / projects of the services`)
    await loadProjects(context, teams, world.accounts)
  }
  const scenarios = readWorldFile(name, 'scenarios.json', scenariosFile) ?? []
  report(`${scenarios.length} scénarios / scenarios`)
  await loadScenarios(director, scenarios)
  const projects = readWorldFile(name, 'budget-projects.json', budgetProjectsFile)
  if (!projects) return
  report('budget participatif / participatory budget')
  await loadParticipatoryBudget(director, { projects, deliberations: deliberationIds })
}
