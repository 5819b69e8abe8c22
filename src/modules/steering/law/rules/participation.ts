import type { AnyRule } from '../rule.rules.ts'
import { participationBallotRules } from './participation-ballots.ts'
import { participationBodyRules } from './participation-bodies.ts'
import { participationCalendarRules } from './participation-calendar.ts'
import { participationDecisionRules } from './participation-decisions.ts'
import { petitionRule } from './participation-petition.ts'
import { participationProcessRules } from './participation-processes.ts'
import { participationVoteRules } from './participation-votes.ts'

export const participationRules: readonly AnyRule[] = [
  ...participationBodyRules,
  ...participationVoteRules,
  ...participationCalendarRules,
  ...participationBallotRules,
  petitionRule,
  ...participationDecisionRules,
  ...participationProcessRules,
]
