import type { Profile } from '../compile-profile.ts'
import { CLOSE } from './shares-state.ts'

/** Negative where a unit of money gives more satisfaction with project a than with b; 0 where exactly as much. */
export function compareDensity(profile: Profile, a: number, b: number): number {
  const { cost, votes } = profile
  const [isFreeA, isFreeB] = [isFree(profile, a), isFree(profile, b)]
  if (isFreeA || isFreeB) return Number(isFreeB) - Number(isFreeA)
  if (votes[a] === 0 || votes[b] === 0) return Number(votes[a] === 0) - Number(votes[b] === 0)
  const [gainA, gainB] = [gain(profile, a) * cost[b]!, gain(profile, b) * cost[a]!]
  if (Math.abs(gainA - gainB) > CLOSE * (gainA + gainB)) return gainB - gainA
  const exact = exactGain(profile, b) * BigInt(cost[a]!) - exactGain(profile, a) * BigInt(cost[b]!)
  return exact > 0n ? 1 : exact < 0n ? -1 : 0
}

function isFree({ cost, votes }: Profile, project: number): boolean {
  return cost[project] === 0 && votes[project]! > 0
}

/** Satisfaction that the project gives to all its supporters together. */
function gain({ score, worth }: Profile, project: number): number {
  return score[project]! * worth[project]!
}

function exactGain({ score, worth }: Profile, project: number): bigint {
  return BigInt(score[project]!) * BigInt(worth[project]!)
}
