import { statfs } from 'node:fs/promises'
import type { Context } from '#infra/context.ts'
import { holdsRole, outboxBacklog } from '#modules/people/accounts/accounts.public.ts'
import { verifyJournal } from '#modules/people/journal/journal.public.ts'
import { allRules, rulesToReview } from '#modules/steering/law/rules.public.ts'
import { isPlaceholder } from '../worlds/placeholder-town.ts'
import type { ExitCode, TownCommand } from './command.ts'
import { explain } from './journal.command.ts'

/** `bad` needs a hand now; `note` is worth knowing. */
interface Finding {
  readonly level: 'good' | 'note' | 'bad'
  readonly text: string
}

export const doctorCommand: TownCommand = {
  name: 'doctor',
  needs: 'town',
  summary: 'examines settings, database, journal, mail and disk, and says how to mend them',
  help: `faire-commune doctor [--world NAME]

Examines the place and says, line by line, what is well ("ok"), what is worth knowing ("note") and what needs a hand
("bad", with the remedy). Exit code 1 when something is bad. Settings that cannot be read, a folder held by another
process and a database that does not answer are said before anything else.`,
  async run(_args, terminal, context): Promise<ExitCode> {
    const findings = [
      ...settingsFindings(context),
      ...townFindings(context),
      ...(await peopleFindings(context)),
      ...(await mailFindings(context)),
      await journalFinding(context),
      lawFinding(context),
      await diskFinding(context),
    ]
    const labels = { good: 'ok  ', note: 'note', bad: 'BAD ' }
    for (const finding of findings) terminal.out(`${labels[finding.level]}  ${finding.text}`)
    return findings.some((finding) => finding.level === 'bad') ? 1 : 0
  },
}

const good = (text: string): Finding => ({ level: 'good', text })
const note = (text: string): Finding => ({ level: 'note', text })
const bad = (text: string): Finding => ({ level: 'bad', text })

function settingsFindings({ settings }: Context): Finding[] {
  const { databaseUrl, folder, host, publicUrl } = settings
  const isOpen = !['127.0.0.1', '::1', 'localhost'].includes(host)
  return [
    good(
      databaseUrl ? 'database: PostgreSQL server, migrations up to date' : `database: embedded in ${folder}`,
    ),
    isOpen && !publicUrl.startsWith('https:')
      ? bad(
          `HOST = ${host} without HTTPS: put a proxy with a certificate in front, and set PUBLIC_URL=https://…`,
        )
      : good(`address: ${publicUrl}`),
  ]
}

function townFindings({ town, settings }: Context): Finding[] {
  if (isPlaceholder(town)) return [bad('the town has no name yet: faire-commune world set-town --help')]
  if (town.isDemo && settings.publicUrl.startsWith('https:'))
    return [bad(`${town.name} is a demo world, open to whoever comes: use --world empty for a real town`)]
  return [good(`town: ${town.name} (${town.siren})${town.isFictional ? ', fictional' : ''}`)]
}

async function peopleFindings({ db, clock }: Context): Promise<Finding[]> {
  return (await holdsRole(db, 'administrator', clock.today()))
    ? [good('at least one administrator')]
    : [bad('no administrator: faire-commune account create-admin EMAIL')]
}

async function mailFindings({ db, settings, town }: Context): Promise<Finding[]> {
  if (settings.smtpUrl === null)
    return [
      town.isDemo
        ? good('mail: messages stay in the outbox page, as in every demo')
        : note('mail: no SMTP_URL, so nobody receives a sign-in link; messages stay in the outbox page'),
    ]
  const { waiting, lastError } = await outboxBacklog(db)
  return waiting === 0
    ? [good('mail: every message was sent')]
    : [bad(`mail: ${waiting} messages were not sent (${lastError}); mend SMTP_URL`)]
}

async function journalFinding({ db }: Context): Promise<Finding> {
  const check = await verifyJournal(db)
  return check.whole
    ? good(`journal: ${check.entries} entries, whole`)
    : bad(`journal, entry ${check.seq}: ${explain(check)}`)
}

/** Worth knowing: a rule that nobody read for a year still answers, but may have aged. */
function lawFinding({ clock }: Context): Finding {
  const due = rulesToReview(allRules, clock.today())
  const [first] = due
  if (!first) return good(`law: ${allRules.length} rules, each read within a year`)
  const names = due.slice(0, 5).map(({ rule }) => rule.id)
  const rest = due.length > names.length ? `, and ${due.length - names.length} more` : ''
  return note(
    `law: ${due.length} of ${allRules.length} rules to read again (${names.join(', ')}${rest}), the first since ${first.reviewedOn}: see /droit/revue`,
  )
}

const gigabyte = 1024 ** 3

async function diskFinding({ settings }: Context): Promise<Finding> {
  if (settings.databaseUrl) return note('disk: look at the database server’s')
  const { bavail, bsize } = await statfs(settings.folder)
  const free = (bavail * bsize) / gigabyte
  const text = `disk: ${free.toFixed(1)} GB free in ${settings.folder}`
  return free < 1 ? bad(`${text}; make room before the database stops`) : good(text)
}
