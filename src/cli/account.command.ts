import { z } from 'zod'
import type { Context } from '#infra/context.ts'
import {
  accountsPaths,
  createAdministrator,
  findAccountByEmail,
  listAccounts,
  openAccounts,
} from '#modules/people/accounts/accounts.public.ts'
import { readArguments } from './arguments.ts'
import type { ExitCode, Terminal, TownCommand } from './command.ts'

export const accountListCommand: TownCommand = {
  name: 'account list',
  needs: 'town',
  summary: 'lists the accounts with the roles that they hold today',
  help: `faire-commune account list [--world NAME]

Lists the accounts: e-mail, name, roles held today.`,
  async run(_args, terminal, { db, clock }): Promise<ExitCode> {
    for (const account of await listAccounts(db, clock.today()))
      terminal.out([account.email, account.name, account.roles.join(' ')].join('\t'))
    return 0
  },
}

export const accountCreateAdminCommand: TownCommand = {
  name: 'account create-admin',
  needs: 'town',
  summary: 'creates an administrator and prints the first sign-in link',
  help: `faire-commune account create-admin EMAIL [--name NAME] [--title TITLE]

Creates the account, gives it the role of administrator by an official act, and prints a link that signs in once within a
quarter of an hour. Nothing is mailed: whoever may run this command holds the server. "account link" prints another link.

  faire-commune account create-admin camille.durand@ville.example --name "Camille Durand"`,
  async run(args, terminal, context): Promise<ExitCode> {
    const read = readArguments(args, ['name', 'title'])
    const email = read.ok ? emailOf(read.value.words) : null
    if (!read.ok || !email) return refuse(terminal, read.ok ? needsEmail : read.refusal, 2)
    const { name = email, title = '' } = read.value.options
    const created = await createAdministrator(context, { name, email, title })
    if (!created.ok)
      return refuse(
        terminal,
        `${email}: this account exists already. Its link: faire-commune account link ${email}`,
        1,
      )
    terminal.out(await linkFor(context, email))
    return 0
  },
}

export const accountLinkCommand: TownCommand = {
  name: 'account link',
  needs: 'town',
  summary: 'prints a sign-in link of an account, for when mail does not work',
  help: `faire-commune account link EMAIL

Prints a link that signs that person in once within a quarter of an hour.`,
  async run(args, terminal, context): Promise<ExitCode> {
    const email = emailOf(args)
    if (!email) return refuse(terminal, needsEmail, 2)
    if (!(await findAccountByEmail(context.db, email)))
      return refuse(terminal, `${email}: no such account; see faire-commune account list`, 1)
    terminal.out(await linkFor(context, email))
    return 0
  },
}

const needsEmail = 'one e-mail address is needed, such as camille.durand@ville.example'

function emailOf(words: readonly string[]): string | null {
  const read = z.email().safeParse(words[0])
  return read.success && words.length === 1 ? read.data.toLowerCase() : null
}

async function linkFor(context: Context, email: string): Promise<string> {
  const { identity } = await openAccounts(context)
  return context.settings.publicUrl + accountsPaths.link(await identity.issueToken(email))
}

function refuse(terminal: Terminal, sentence: string, code: ExitCode): ExitCode {
  terminal.err(sentence)
  return code
}
