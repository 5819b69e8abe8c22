/** The numbers of the method. Nothing is left to a default: whoever publishes a map publishes its settings. */
export interface MapSettings {
  /** Whoever voted at least this often is in the map (or on every comment, where there are fewer). */
  readonly enoughVotes: number
  /** With fewer people than this in the map, the most active others join them. */
  readonly fewestPeople: number
  /** Participants near each other are gathered in at most this many base clusters before groups are sought. */
  readonly baseClusters: number
  readonly baseRounds: number
  readonly groupRounds: number
  /** A round whose centres all move less than this is the last one. */
  readonly stillness: number
  /** Groups are sought for 2, 3, … up to this many. */
  readonly mostGroups: number
  /** One more group is allowed for each so many base clusters. */
  readonly baseClustersPerGroup: number
  /** Above this z score a share is said to differ. 1.2816: one-sided, 10 %. */
  readonly significantZ: number
  /** Length of each list of representative comments, and of the consensus on each side. */
  readonly listLength: number
  /** Priority of a meta comment, above that of any other. */
  readonly metaPriority: number
}

/** The settings of Polis. */
export const POLIS_SETTINGS: MapSettings = {
  enoughVotes: 7,
  fewestPeople: 15,
  baseClusters: 100,
  baseRounds: 100,
  groupRounds: 20,
  stillness: 0.01,
  mostGroups: 5,
  baseClustersPerGroup: 12,
  significantZ: 1.2816,
  listLength: 5,
  metaPriority: 49,
}
