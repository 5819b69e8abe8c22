import { SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { projectsPaths } from '../projects.paths.ts'
import { isActive, parts } from '../projects.rules.ts'
import type { SheetProps } from './project-page.tsx'

export function TeamSection({ project, members, candidates, canLead, state, today, shell, t }: SheetProps) {
  return (
    <section aria-labelledby="equipe">
      <h2 id="equipe">{t('team.title')}</h2>
      <ul class="rows">
        {members.map((member) => (
          <li>
            <p>
              <strong>{member.name}</strong>, {member.body}{' '}
              {member.part === 'member' ? null : <span class="badge">{t(`part.${member.part}`)}</span>}{' '}
              {member.isPartner ? <span class="badge">{t('team.partner')}</span> : null}{' '}
              {member.endsOn === null ? null : (
                <span class={isActive(member, today) ? 'muted' : 'over'}>
                  {t(isActive(member, today) ? 'team.until' : 'team.ended', {
                    day: formatDay(member.endsOn, shell.locale),
                  })}
                </span>
              )}
            </p>
            {canLead && member.part !== 'lead' ? (
              <form method="post" action={projectsPaths.member(project.code, member.accountId)}>
                <button class="button-quiet" type="submit">
                  {t('team.dismiss')}
                  <span class="hidden-text"> {member.name}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canLead ? (
        <details open={state.values.personne !== undefined}>
          <summary>{t('team.add')}</summary>
          <form method="post" action={projectsPaths.members(project.code)} noValidate>
            <SelectField
              name="personne"
              label={t('team.person')}
              empty={t('team.choose')}
              choices={candidates}
              state={state}
              required
            />
            <SelectField
              name="role"
              label={t('team.part')}
              choices={[...parts].reverse().map((value) => ({ value, label: t(`part.${value}`) }))}
              state={state}
              required
            />
            <TextField
              name="service"
              label={t('team.body')}
              hint={t('team.body_hint')}
              state={state}
              required
            />
            <TextField
              name="jusqu_au"
              type="date"
              label={t('team.end')}
              hint={t('team.end_hint')}
              size="short"
              state={state}
            />
            <button class="button" type="submit">
              {t('team.admit')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}
