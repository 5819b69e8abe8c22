import type { CalendarDate } from '#kernel/calendar-date.ts'
import { authoritiesPaths } from '#modules/cooperation/authorities/authorities.public.ts'
import { valueText } from '#modules/steering/law/law.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Access } from '../cooperations.permissions.ts'
import type { Cooperation, Party } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import { percentText } from './figures.ts'

interface PartiesSectionProps {
  readonly cooperation: Cooperation
  readonly access: Access
  readonly today: CalendarDate
  readonly can: {
    readonly prepare: boolean
    readonly writeTerms: boolean
    readonly speakFor: ReadonlySet<string>
  }
  readonly shell: Shell
}

/** Who takes part, and what each of them is. */
export function PartiesSection({ cooperation, access, today, can, shell }: PartiesSectionProps) {
  const t = cooperationsWords(shell.locale)
  const { parties, slug } = cooperation
  return (
    <section aria-labelledby="parties">
      <h2 id="parties">{t('parties.title')}</h2>
      <TableScroll label={t('parties.title')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('parties.authority')}</th>
              <th scope="col">{t('parties.role')}</th>
              <th scope="col" class="number">
                {t('parties.funding')}
              </th>
              {access === 'public' ? null : <th scope="col">{t('parties.publication')}</th>}
            </tr>
          </thead>
          <tbody>
            {parties.map((party) => (
              <tr>
                <th scope="row">
                  <Name party={party} />
                  <span class="sub">{t(`party_kind.${party.kind}`)}</span>
                </th>
                <td data-label={t('parties.role')}>
                  <RoleOf party={party} today={today} shell={shell} t={t} />
                </td>
                <td class="number" data-label={t('parties.funding')}>
                  {percentText(party.fundingBp, shell.locale)}
                </td>
                {access === 'public' ? null : (
                  <td data-label={t('parties.publication')}>
                    {party.publishesOn
                      ? t('parties.published', { day: formatDay(party.publishesOn, shell.locale) })
                      : t('parties.unpublished')}
                    {can.speakFor.has(party.id) ? (
                      <span class="sub">
                        <a href={cooperationsPaths.party(slug, party.id)}>
                          {t('parties.manage')}
                          <span class="hidden-text"> {party.name}</span>
                        </a>
                      </span>
                    ) : null}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {can.prepare && can.writeTerms ? (
        <p>
          <a class="button-quiet" href={cooperationsPaths.parties(slug)}>
            {t('parties.edit')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function Name({ party }: { readonly party: Party }) {
  const { kind, code, name } = party
  if (kind === 'town') return <span>{name}</span>
  return <a href={authoritiesPaths.show({ kind, code })}>{name}</a>
}

function RoleOf({
  party,
  today,
  shell,
  t,
}: {
  readonly party: Party
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: CooperationsWords
}) {
  return (
    <>
      {t(`role.${party.role}`)}
      {party.leadField ? <span class="sub">{valueText(party.leadField, null, shell.locale)}</span> : null}
      {party.hasVeto ? <span class="sub">{t('parties.has_veto')}</span> : null}
      {party.leftOn ? (
        <span class="sub">
          {t(party.leftOn > today ? 'parties.leaving' : 'parties.left', {
            day: formatDay(party.leftOn, shell.locale),
            reason: party.leftReason,
          })}
        </span>
      ) : null}
    </>
  )
}
