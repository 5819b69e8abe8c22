import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asElection, asPb, plainElections } from '../test/random-elections.ts'
import { createPbReader, type Election, type PbReading, readPb, writePb } from './index.ts'

const options = { duplicateVoters: 'refuse', groups: [], maxProblems: 20 } as const

function read(text: string): PbReading {
  return readPb(new TextEncoder().encode(text), options)
}

function elect(text: string): Election {
  const reading = read(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.election
}

function defects(text: string): string[] {
  const reading = read(text)
  return reading.ok
    ? []
    : reading.problems.map(({ line, code, remedy }) => `${line} ${code}${remedy === '' ? '!' : ''}`)
}

const plain = `META
key;value
description;"Budget; ""participatif"" 2026"
budget;1331751,11
vote_type;approval
my_own_key;kept as it is
PROJECTS
project_id;cost;name;category
M/43/VIII;1000.5;"Bancs; et arbres";vert
12;20000;Place "du" marché;
L010;0;Fête;none
VOTES
voter_id;age;vote
1;30;M/43/VIII,12
2;41;12,M/43/VIII
3;;
4;30;none
`

describe('what real files do', () => {
  test('amounts, ids, quotes, merged ballots, empty votes', () => {
    const election = elect(plain)
    expect(election.budget).toBe(133175111)
    expect(election.decimals).toBe(2)
    expect(election.projects.map(({ id, cost, fields }) => [id, cost, fields.name])).toEqual([
      ['M/43/VIII', 100050, 'Bancs; et arbres'],
      ['12', 2000000, 'Place "du" marché'],
      ['L010', 0, 'Fête'],
    ])
    expect(election.voters).toBe(4)
    expect([...election.ballots.voters]).toEqual([2, 2])
    expect(election.meta).toContainEqual(['my_own_key', 'kept as it is'])
    expect(election.meta).toContainEqual(['description', 'Budget; "participatif" 2026'])
  })

  test.each([
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['a BOM', `\ufeff${plain}`],
    ['blank lines', plain.replaceAll('\n', '\n\n').replace('VOTES', ' \nVOTES')],
    [
      'spaces around fields',
      plain.replaceAll(';', ' ; ').replace('Budget ;  ', 'Budget; ').replace('Bancs ;  ', 'Bancs; '),
    ],
    ['no header row in META', plain.replace('key;value\n', '')],
    [
      'section names in lower case',
      plain.replace('META', 'meta').replace('PROJECTS', 'Projects').replace('VOTES', 'votes;;'),
    ],
    ['no last line end', plain.trimEnd()],
    ['quoted ballots', plain.replace('1;30;M/43/VIII,12', '"1";"30";"M/43/VIII,12"')],
    ['numbers of ballots and projects', plain.replace('budget;', 'num_votes;4\nnum_projects;3\nbudget;')],
  ])('%s', (_, text) => {
    const { meta: _meta, ...election } = elect(text)
    const { meta: _ours, ...ours } = elect(plain)
    expect(election).toEqual(ours)
  })

  test('points, with decimals met late in the file', () => {
    const text = plain
      .replace('approval', 'cumulative')
      .replace(/VOTES[\s\S]*/, 'VOTES\nvoter_id;vote;points\n1;12,L010;3,0\n2;12;2.5\n3;L010,12;0,3\n')
    const { ballots, pointDecimals } = elect(text)
    expect(pointDecimals).toBe(1)
    expect([...ballots.voters]).toEqual([2, 1])
    expect([...ballots.points]).toEqual([30, 0, 25])
  })

  test('ranks: the last one listed is worth 0, and the order counts', () => {
    const { ballots } = elect(plain.replace('approval', 'ordinal'))
    expect([...ballots.project]).toEqual([0, 1, 1, 0])
    expect([...ballots.points]).toEqual([1, 0, 1, 0])
  })

  test('groups: how many people of each cast each ballot', () => {
    const stream = createPbReader({ ...options, groups: [{ column: 'age', bands: [18, 40, 65] }] })
    stream.push(new TextEncoder().encode(plain))
    const reading = stream.end()
    const [grouping] = reading.ok ? reading.election.groupings : []
    expect(grouping?.labels).toEqual(['18–39', '40–64', ''])
    expect(grouping?.counts.map(({ ballot, label, voters }) => [ballot, label, voters])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 2, 1],
      [1, 0, 1],
    ])
  })
})

describe('a file of more ballots than are read at once', () => {
  const head =
    'META\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nb;1\nlonger;1\nVOTES\nvoter_id;vote\n'
  /** Every seventh row has a blank and is read field by field. */
  const rows = Array.from({ length: 3000 }, (_, voter) => {
    const vote = [['a'], ['b', 'a'], ['longer', 'b', 'a'], ['a', 'b']][voter % 4] ?? []
    return `${voter + 1};${vote.join(voter % 7 === 0 ? ', ' : ',')}`
  })

  test('equal ballots are one, however their rows are written', () => {
    const { ballots, voters } = elect(`${head}${rows.join('\n')}\n`)
    expect(voters).toBe(3000)
    expect([...ballots.voters]).toEqual([750, 1500, 750])
    expect([...ballots.project]).toEqual([0, 0, 1, 0, 1, 2])
  })

  test('a defect far below is told with its line', () => {
    const broken = rows.with(1234, '7;a').with(2345, '2346;c').with(2700, '2701;a,a')
    expect(defects(`${head}${broken.join('\n')}\n`)).toEqual(['1245 voter', '2356 vote', '2711 vote'])
  })
})

describe('defects, each with its line and a remedy', () => {
  test.each([
    ['no budget', plain.replace('budget;', 'budgets;'), ['12 meta']],
    ['a budget in words', plain.replace('1331751,11', 'much'), ['4 amount']],
    ['a negative cost', plain.replace('20000', '-20000'), ['10 amount']],
    ['thousands and cents', plain.replace('20000', '20.000,50'), ['10 amount']],
    ['an unknown vote type', plain.replace('approval', 'aproval'), ['5 meta']],
    ['a key twice', plain.replace('my_own_key', 'budget'), ['6 meta']],
    ['a project twice', plain.replace('L010', '12'), ['11 project']],
    ['no cost column', plain.replace('cost', 'price'), ['8 header']],
    ['a ; outside quotes', plain.replace('"Bancs; et arbres"', 'Bancs; et arbres'), ['9 columns']],
    ['an open quote', plain.replace('arbres"', 'arbres'), ['9 quote']],
    ['a voter twice', plain.replace('2;41', '1;41'), ['15 voter']],
    ['a voter without number', plain.replace('2;41', ';41'), ['15 voter']],
    ['a project twice on a ballot', plain.replace('12,M/43/VIII', '12,12'), ['15 vote']],
    ['an unknown project', plain.replace('12,M/43/VIII', '13,M/43/VIII'), ['15 vote']],
    ['a comma too many', plain.replace('12,M/43/VIII', '12,'), ['15 vote']],
    ['a short row', plain.replace('2;41;12,M/43/VIII', '2;12'), ['15 columns']],
    ['points missing', plain.replace('approval', 'cumulative'), ['13 header']],
    ['a file cut short', plain.replace('budget;', 'num_votes;5\nbudget;'), ['4 count']],
    ['no votes', plain.replace(/VOTES[\s\S]*/, ''), ['12 section']],
    ['sections in the wrong order', plain.replace('PROJECTS', 'VOTES'), ['7 section']],
    ['another file', 'id,name\n1,2\n', ['1 section']],
    ['nothing', '', ['1 section']],
    ['amounts beyond exact numbers', plain.replace('20000', '20000.0000000001'), ['4 amount']],
  ])('%s', (_, text, found) => {
    expect(defects(text).slice(0, found.length)).toEqual(found)
  })

  test.each(['7', '1400842080', '123456789012345', '1234567890123456', 'E1186654', '007'])(
    'voter %s twice, among others alike',
    (id) => {
      const rows = [id, `${id}0`, `1${id}`, `0${id}`, id].map((voter) => `${voter};30;12`).join('\n')
      expect(defects(plain.replace('1;30;M/43/VIII,12\n2;41;12,M/43/VIII\n3;;', rows))).toEqual(['18 voter'])
    },
  )

  test('points of another number than projects, or none', () => {
    const text = plain
      .replace('approval', 'cumulative')
      .replace(/VOTES[\s\S]*/, 'VOTES\nvoter_id;vote;points\n1;12;3,1\n2;12;many\n3;12;-1\n4;12;5\n')
    expect(defects(text)).toEqual(['14 points', '15 points', '16 points'])
  })

  test.each([
    ['too many projects', 'max_length;1', ['15 vote', '16 vote']],
    ['too few projects, an empty ballot apart', 'min_length;3', ['15 vote', '16 vote']],
    ['a limit in words', 'max_length;many', ['4 meta']],
    ['limits that all ballots keep', 'min_length;1\nmax_length;2\nmax_points;none', []],
  ])('limits of META: %s', (_, limit, found) => {
    expect(defects(plain.replace('budget;', `${limit}\nbudget;`))).toEqual(found)
  })

  test.each([
    ['max_sum_points;2', ['15 points', '16 points']],
    ['min_sum_points;3', ['16 points', '17 points']],
    ['max_points;2.6', ['15 points']],
    ['min_points;0.5', ['15 points']],
    ['max_points;3', []],
  ])('limits of points: %s', (limit, found) => {
    const text = plain
      .replace('approval', 'cumulative')
      .replace('budget;', `${limit}\nbudget;`)
      .replace(/VOTES[\s\S]*/, 'VOTES\nvoter_id;vote;points\n1;12,L010;3,0\n2;12;2.5\n3;L010;1\n4;;\n')
    expect(defects(text)).toEqual(found)
  })

  test('a sum of costs beyond the limit is counted, with a warning: real elections did so', () => {
    const reading = read(plain.replace('budget;', 'max_sum_cost;20000,50\nbudget;'))
    expect(reading.ok && reading.warnings.map(({ line, code, text }) => [line, code, text])).toEqual([
      [
        4,
        'vote',
        'the cost of the projects on the ballot together is beyond max_sum_cost (20000,50) on 2 ballots, which are counted as they are',
      ],
    ])
    expect(read(plain.replace('budget;', 'max_sum_cost;21000,5\nbudget;'))).toMatchObject({ warnings: [] })
  })

  test('another encoding', () => {
    const bytes = new TextEncoder().encode(plain).map((byte) => (byte === 0xc3 ? 0x20 : byte))
    const reading = readPb(bytes, options)
    expect(reading.ok ? [] : reading.problems[0]).toMatchObject({ line: 10, code: 'encoding' })
    const wide = readPb(Uint8Array.from([...plain].flatMap((sign) => [sign.charCodeAt(0), 0])), options)
    expect(wide.ok ? [] : wide.problems[0]).toMatchObject({ line: 1, code: 'encoding' })
  })
})

const anyElection = fc.constantFrom('approval', 'cumulative', 'scoring', 'ordinal').chain(plainElections)

describe('for every election', () => {
  test('pieces of any size give the same', () => {
    fc.assert(
      fc.property(anyElection, fc.integer({ min: 1, max: 30 }), (small, size) => {
        const bytes = new TextEncoder().encode(asPb(small))
        const stream = createPbReader(options)
        for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size))
        expect(stream.end()).toEqual({ ok: true, election: asElection(small), warnings: [] })
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  test('written and read again, it is the same, unknown keys and columns too', () => {
    const texts = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', '').trim())
    fc.assert(
      fc.property(anyElection, texts, texts, (small, value, name) => {
        const election = asElection(small)
        const extended: Election = {
          ...election,
          meta: [...election.meta, ['x-note', value]],
          projects: election.projects.map((project) => ({ ...project, fields: { 'x-name': name } })),
        }
        expect(elect([...writePb(extended)].join(''))).toEqual(extended)
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  test('a row with blanks, line ends of another system or quotes is read as a plain one, in pieces of any size', () => {
    const spellings: readonly ((row: string) => string)[] = [
      (row) => row.replaceAll(';', ' ; ').replaceAll(',', ' ,\t'),
      (row) => `${row}\r`,
      (row) => row.replaceAll(/[^;]+/g, '"$&"'),
      (row) => `${row};;`,
    ]
    const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(anyElection, fc.constantFrom(...spellings), pieces, (small, spell, sizes) => {
        const text = asPb(small, (project) => `${'project/'.slice(project)}${project}`)
        const [head = '', votes = ''] = text.split(/(?<=VOTES\n.*\n)/)
        const spelt = new TextEncoder().encode(head + votes.split('\n').map(spell).join('\n'))
        const stream = createPbReader(options)
        for (let at = 0, turn = 0; at < spelt.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          stream.push(spelt.subarray(at, at + size))
          at += size
        }
        expect(stream.end()).toEqual(read(text))
        expect(read(text).ok).toBe(true)
      }),
      { numRuns: 300, seed: 4 },
    )
  })

  test('no file makes the reader throw', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...plain.split(/(?<=[;\n,])/)), fc.string()), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(pieces, (list) => {
        const reading = read(list.join(''))
        expect(reading.ok || reading.problems.length > 0).toBe(true)
      }),
      { numRuns: 2000, seed: 4 },
    )
  })
})
