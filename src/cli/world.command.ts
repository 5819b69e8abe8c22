import { z } from 'zod'
import { worlds } from '#infra/settings.ts'
import { parseSiren } from '#kernel/siren.ts'
import { nameTown } from '../worlds/name-town.ts'
import { isPlaceholder } from '../worlds/placeholder-town.ts'
import { readWorld } from '../worlds/read-world.ts'
import { readArguments } from './arguments.ts'
import type { ExitCode, PureCommand, Terminal, TownCommand } from './command.ts'

export const worldListCommand: PureCommand = {
  name: 'world list',
  needs: 'nothing',
  summary: 'lists the worlds that this program can open',
  help: `faire-commune world list

Lists the worlds: three fictional towns to try the product with, and "empty" for a real town. Each lives in a folder of
its own under FAIRE_COMMUNE_DATA (./var when left out), chosen by --world.`,
  async run(_args, terminal): Promise<ExitCode> {
    for (const name of worlds) {
      const what = name === 'empty' ? 'no data: for a real town' : describe(readWorld(name))
      terminal.out(`${name.padEnd(14)} ${what}`)
    }
    return 0
  },
}

function describe(world: { readonly name: string; readonly population: number }): string {
  return `${world.name}, ${world.population} inhabitants (fictional)`
}

export const worldShowCommand: TownCommand = {
  name: 'world show',
  needs: 'town',
  summary: 'shows the town of this place',
  help: `faire-commune world show [--world NAME]

Shows the town as JSON: name, SIREN, population, département, neighbours.`,
  async run(_args, terminal, { town }): Promise<ExitCode> {
    terminal.out(JSON.stringify(town, null, 2))
    return 0
  },
}

const optionNames = [
  'name',
  'siren',
  'population',
  'department',
  'insee',
  'colour',
  'intermunicipal-siren',
  'neighbours',
] as const

const siren = z.string().transform((text, check) => {
  const parsed = parseSiren(text)
  if (parsed === null) check.addIssue('nine digits with a right check digit')
  return parsed ?? ''
})

const options = z.object({
  name: z.string().trim().min(1, 'the name of the town, such as "Angers"').max(120).optional(),
  siren: siren.optional(),
  population: z.coerce.number('how many inhabitants').int().positive('how many inhabitants').optional(),
  department: z
    .string()
    .regex(/^(\d{2,3}|2[AB])$/, 'the code of the département, such as 49, 2A or 974')
    .optional(),
  insee: z
    .string()
    .regex(/^[0-9AB]{5}$/, 'the INSEE code of the commune, five characters')
    .optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'a colour such as #1d5b6b')
    .optional(),
  'intermunicipal-siren': siren.optional(),
  neighbours: z
    .string()
    .regex(/^[0-9AB]{5}(,[0-9AB]{5})*$/, 'INSEE codes separated by commas')
    .optional(),
})

export const worldSetTownCommand: TownCommand = {
  name: 'world set-town',
  needs: 'town',
  summary: 'names the town of an empty world',
  help: `faire-commune world set-town [--world empty] --name NAME --siren SIREN --population N --department CODE
    [--insee CODE] [--colour #rrggbb] [--intermunicipal-siren SIREN] [--neighbours CODE,CODE…]

Says which town this site serves; what is left out stays as it is, but the first time the first four are needed. An
official act in the journal. The town of a demo world cannot be renamed.

  faire-commune world set-town --name Angers --siren 214900078 --population 157175 --department 49 --insee 49007`,
  async run(args, terminal, context): Promise<ExitCode> {
    const read = readArguments(args, optionNames)
    if (!read.ok) return refuse(terminal, read.refusal)
    const parsed = options.safeParse(read.value.options)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) terminal.err(`--${String(issue.path[0])}: ${issue.message}`)
      return 2
    }
    const { name, siren: number, population, department } = parsed.data
    const isFirst = isPlaceholder(context.town)
    if (isFirst && !(name && number && population && department))
      return refuse(terminal, '--name, --siren, --population and --department are needed the first time')
    const { town } = context
    const named = await nameTown(context, {
      ...town,
      name: name ?? town.name,
      siren: number ?? town.siren,
      population: population ?? town.population,
      departmentCode: department ?? town.departmentCode,
      inseeCode: parsed.data.insee ?? town.inseeCode,
      colour: parsed.data.colour ?? town.colour,
      intermunicipalSiren: parsed.data['intermunicipal-siren'] ?? town.intermunicipalSiren,
      neighbourCodes: parsed.data.neighbours?.split(',') ?? town.neighbourCodes,
    })
    if (!named.ok) {
      terminal.err('This is a demo world: its town keeps its name. Use --world empty.')
      return 1
    }
    terminal.out(`${named.value.name} (${named.value.siren})`)
    return 0
  },
}

function refuse(terminal: Terminal, sentence: string): ExitCode {
  terminal.err(sentence)
  return 2
}
