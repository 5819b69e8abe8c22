import { foldText } from '#kernel/plain-text.ts'

/** What is compared of a record to find another one of the same body. */
export interface Comparable {
  readonly id: string
  readonly name: string
  /** Usual name and acronym, where they are known. */
  readonly otherNames: readonly string[]
  readonly siren: string | null
  readonly rna: string | null
  readonly legalForm: string
  readonly activity: string
  readonly founded: string
  readonly postcode: string
  readonly email: string
  readonly telephone: string
}

export const clues = [
  'siren',
  'rna',
  'email',
  'telephone',
  'name',
  'postcode',
  'department',
  'legal_form',
  'activity',
  'founded',
] as const
export type Clue = (typeof clues)[number]

/** What speaks for one body and what speaks against; what only one of the two records says speaks for neither. */
export interface Comparison {
  readonly one: Comparable
  readonly other: Comparable
  readonly agree: readonly Clue[]
  readonly disagree: readonly Clue[]
  /** Likeness of the names, 0 to 1. It never says by itself that two records are one body. */
  readonly likeness: number
  readonly score: number
  /** Nothing but the names agrees, or more disagrees than agrees: probably two bodies. */
  readonly isFalseFriend: boolean
}

const weights: Readonly<Record<Clue, number>> = {
  siren: 10,
  rna: 6,
  email: 4,
  telephone: 4,
  name: 3,
  postcode: 2,
  department: 1,
  legal_form: 1,
  activity: 1,
  founded: 2,
}

export function compare(one: Comparable, other: Comparable): Comparison {
  const likeness = likenessOf(one, other)
  const answers: Readonly<Record<Clue, boolean | null>> = {
    siren: same(one.siren, other.siren),
    rna: same(one.rna, other.rna),
    email: same(one.email.toLowerCase(), other.email.toLowerCase()),
    telephone: same(digits(one.telephone), digits(other.telephone)),
    name:
      !isNamed(one) || !isNamed(other) ? null : likeness >= nameAgrees ? true : likeness < 0.4 ? false : null,
    postcode: same(one.postcode, other.postcode),
    department: same(departmentOf(one), departmentOf(other)),
    legal_form: same(one.legalForm, other.legalForm),
    activity: same(one.activity, other.activity),
    founded: same(one.founded, other.founded),
  }
  const agree = clues.filter((clue) => answers[clue] === true)
  const disagree = clues.filter((clue) => answers[clue] === false)
  const sum = (list: readonly Clue[]) => list.reduce((total, clue) => total + weights[clue], 0)
  const score = sum(agree) - sum(disagree)
  const besides = agree.filter((clue) => clue !== 'name' && clue !== 'department')
  return {
    one,
    other,
    agree,
    disagree,
    likeness,
    score,
    isFalseFriend: besides.length === 0 || score <= 0,
  }
}

/** What a person is told of a number that was proposed from a name. */
export const verdicts = ['to_check', 'false_friend', 'nothing_said'] as const

/** Whether something besides the names speaks for it and outweighs what speaks against; where neither says anything, nobody can tell. */
export function verdictOf({ agree, disagree, score }: Comparison): (typeof verdicts)[number] {
  if (agree.length + disagree.length === 0) return 'nothing_said'
  return agree.some((clue) => clue !== 'name') && score > 0 ? 'to_check' : 'false_friend'
}

const nameAgrees = 0.75

const isNamed = ({ name, otherNames }: Comparable) => [name, ...otherNames].some(Boolean)

function same(one: string | null, other: string | null): boolean | null {
  return one === null || other === null || one === '' || other === '' ? null : one === other
}

const digits = (text: string) => text.replaceAll(/\D/g, '').replace(/^33(?=\d{9}$)/, '0')

/** Department of the address, else the one that the RNA was given in (its characters 2 and 3). */
function departmentOf({ postcode, rna }: Comparable): string | null {
  const five = /^\d{4}$/.test(postcode) ? `0${postcode}` : postcode
  const ofAddress = /^\d{5}$/.test(five)
    ? /^9[78]/.test(five)
      ? five.slice(0, 3)
      : /^20/.test(five)
        ? '20'
        : five.slice(0, 2)
    : null
  if (ofAddress !== null || rna === null) return ofAddress
  const ofRna = rna.slice(1, 3)
  return /^9[A-Z]$/.test(ofRna)
    ? `97${' ABCD F'.indexOf(ofRna[1] ?? '')}`
    : /^2[AB]$/.test(ofRna)
      ? '20'
      : ofRna
}

/** The best likeness of any name of one with any name of the other, without the words that every name has. */
function likenessOf(one: Comparable, other: Comparable): number {
  const names = (each: Comparable) => [each.name, ...each.otherNames].filter(Boolean)
  return Math.max(0, ...names(one).flatMap((a) => names(other).map((b) => likeness(a, b))))
}

/** Share of three-letter pieces in common, 0 to 1. */
export function likeness(one: string, other: string): number {
  const [first, second] = [piecesOf(one), piecesOf(other)]
  const shared = [...first].filter((piece) => second.has(piece)).length
  const all = first.size + second.size - shared
  return all === 0 ? 0 : shared / all
}

function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>()
  for (const word of tellingWords(text)) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at += 1) pieces.add(padded.slice(at, at + 3))
  }
  return pieces
}

const silent = new Set(
  'a au aux de des du et en l la le les d pour par sur association asso club comite union amicale societe sarl sas scop scic'.split(
    ' ',
  ),
)

/** Words of a name that tell it from others; all of them where each is common. */
export function tellingWords(name: string): string[] {
  const words = foldText(name).split(' ').filter(Boolean)
  const telling = words.filter((word) => !silent.has(word))
  return telling.length > 0 ? telling : words
}

/** A key that more records share says nothing: they are not compared two by two. */
const mostOfAKey = 25
/** Below this, nobody is asked. */
const leastScore = 3

/**
 * Pairs that a person should look at, the likeliest first: records that share a key (a number, a mailbox, a telephone, the
 * words of a name), and whose clues weigh enough. Near names alone are shown too, and said to be probable false friends.
 * `settled` are pairs that somebody decided on already.
 */
export function findCandidates(
  records: readonly Comparable[],
  settled: ReadonlySet<string>,
  most = 100,
): Comparison[] {
  const byKey = Map.groupBy(
    records.flatMap((record) => keysOf(record).map((key) => ({ key, record }))),
    ({ key }) => key,
  )
  const found = new Map<string, Comparison>()
  for (const group of byKey.values()) {
    if (group.length < 2 || group.length > mostOfAKey) continue
    for (const [index, { record: one }] of group.entries())
      for (const { record: other } of group.slice(index + 1)) {
        const key = pairKey(one.id, other.id)
        if (one.id === other.id || settled.has(key) || found.has(key)) continue
        found.set(key, compare(one, other))
      }
  }
  return [...found.values()]
    .filter(
      ({ score, agree, likeness: near }) =>
        score >= leastScore || agree.includes('rna') || near >= nameAgrees,
    )
    .sort((a, b) => b.score - a.score || b.likeness - a.likeness || a.one.id.localeCompare(b.one.id))
    .slice(0, most)
}

export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

function keysOf(record: Comparable): string[] {
  const words = [record.name, ...record.otherNames].flatMap((name) => {
    const telling = tellingWords(name)
    // The words in their order make one key, each long one another: spellings differ by a word more often than by all.
    return [
      `words:${telling.toSorted().join(' ')}`,
      ...telling.filter((word) => word.length > 4).map((word) => `word:${word}`),
    ]
  })
  return [
    ...new Set(
      [
        record.siren && `siren:${record.siren}`,
        record.rna && `rna:${record.rna}`,
        record.email && `mail:${record.email.toLowerCase()}`,
        record.telephone && `tel:${digits(record.telephone)}`,
        ...words,
      ].filter((key): key is string => Boolean(key) && key !== 'words:'),
    ),
  ]
}
