import { projectSubjects } from '#modules/collaboration/projects/projects.public.ts'
import {
  authorityOfficerSubjects,
  competenceFileSubjects,
} from '#modules/cooperation/authorities/authorities.public.ts'
import { cooperationSubjects } from '#modules/cooperation/cooperations/cooperations.public.ts'
import { sharedServiceSubjects } from '#modules/cooperation/shared-services/shared-services.public.ts'
import { commitmentSubjects } from '#modules/participation/commitments/commitments.public.ts'
import {
  budgetEditionSubjects,
  budgetProjectSubjects,
} from '#modules/participation/participatory-budgets/participatory-budgets.public.ts'
import {
  campaignSubjects,
  populationSubjects,
  processSubjects,
} from '#modules/participation/processes/processes.public.ts'
import { proposalSubjects } from '#modules/participation/proposals/proposals.public.ts'
import { callSubjects, grantAgreementSubjects } from '#modules/partnership/calls/calls.public.ts'
import {
  fileImportSubjects,
  organisationSubjects,
  territorySubjects,
} from '#modules/partnership/organisations/organisations.public.ts'
import { accountSubjects, nameRole } from '#modules/people/accounts/accounts.public.ts'
import { deviceSubjects } from '#modules/people/devices/devices.public.ts'
import { type JournalReaders, townSubjects } from '#modules/people/journal/journal.public.ts'
import { deliberationSubjects } from '#modules/steering/deliberations/deliberations.public.ts'
import { measureSubjects } from '#modules/steering/measures/measures.public.ts'

/** Every kind of thing that official acts are about. A kind that is not here is in the journal as not public. */
export const journalReaders: JournalReaders = {
  subjects: [
    accountSubjects,
    authorityOfficerSubjects,
    budgetEditionSubjects,
    budgetProjectSubjects,
    callSubjects,
    grantAgreementSubjects,
    campaignSubjects,
    commitmentSubjects,
    competenceFileSubjects,
    cooperationSubjects,
    deliberationSubjects,
    deviceSubjects,
    fileImportSubjects,
    measureSubjects,
    organisationSubjects,
    territorySubjects,
    populationSubjects,
    processSubjects,
    projectSubjects,
    sharedServiceSubjects,
    townSubjects,
    proposalSubjects,
  ],
  nameRole,
}
