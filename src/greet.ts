import type { Services } from '#infra/context.ts'
import { accountsPaths, listDemoPeople } from '#modules/people/accounts/accounts.public.ts'
import { isPlaceholder } from './worlds/placeholder-town.ts'

/** What the terminal shows once the town answers: where, and who may sign in. */
export async function greet({ db, clock, town }: Services, address: string): Promise<string> {
  const lines = ['', `${town.name} : ${address}/`]
  if (town.isDemo) {
    const accounts = await listDemoPeople(db, clock.today())
    const width = Math.max(...accounts.map((account) => account.name.length))
    lines.push(`Comptes de démonstration / demo accounts: ${address}${accountsPaths.demo()}`)
    lines.push(...accounts.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`))
  }
  if (isPlaceholder(town)) lines.push(...firstSteps)
  return [...lines, ''].join('\n')
}

const firstSteps = [
  'Nommez la commune, puis créez son premier compte / name the town, then create its first account:',
  '  bin/faire-commune world set-town --name NAME --siren SIREN --population N --department CODE',
  '  bin/faire-commune account create-admin EMAIL',
  '(avec / with --world empty, sauf sur / unless on DATABASE_URL)',
]
