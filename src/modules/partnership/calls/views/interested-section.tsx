import { RadioField, SelectField, TextField } from '#web/form.tsx'
import { callsPaths } from '../calls.paths.ts'
import { interestGrounds } from '../interests.rules.ts'
import type { DecisionPart } from './decision-page.tsx'
import { byId } from './file-names.ts'

/** Members who step aside: those who are named, those who declared a link in the jury, and what the deliberation records of them. */
export function InterestedSection(part: DecisionPart) {
  const { applications, interests, deliberation, canDecide, t } = part
  const names = byId(applications)
  const { interested, judged, stayed } = interests
  return (
    <section class="card" aria-labelledby="elus">
      <h2 id="elus">{t('decision.interested')}</h2>
      <p>{t('decision.interested_lead')}</p>
      {interested.length === 0 ? <p class="muted">{t('decision.no_interested')}</p> : null}
      <ul>
        {interested.map((member) => (
          <li>
            {member.memberName} : {names.get(member.applicationId)?.number}.{' '}
            {names.get(member.applicationId)?.applicantName} ({member.link}){' '}
            <span class="muted">
              {t(`decision.ground_${member.ground}`)}
              {member.isFromJury ? ` – ${t('decision.from_jury')}` : ''}
            </span>{' '}
            {judged.includes(member) ? (
              <span class="badge badge-sentence" data-state="unmet">
                {t('decision.judged')}
              </span>
            ) : null}{' '}
            {deliberation ? (
              <span class="badge badge-sentence" data-state={stayed.includes(member) ? 'unmet' : 'met'}>
                {t(stayed.includes(member) ? 'decision.stayed' : 'decision.aside')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {canDecide ? <NameForm {...part} /> : null}
    </section>
  )
}

function NameForm({ judged, applications, state, t }: DecisionPart) {
  const choices = applications.map(({ id, number, applicantName }) => ({
    value: id,
    label: `${number ?? ''}. ${applicantName}`,
  }))
  return (
    <details open={['membre', 'dossier', 'nature', 'lien'].some((name) => state.errors[name] !== undefined)}>
      <summary>{t('decision.name_member')}</summary>
      <form method="post" action={callsPaths.interested(judged.offer.call.code)} noValidate>
        <TextField name="membre" label={t('decision.member')} state={state} required />
        <SelectField
          name="dossier"
          label={t('decision.member_file')}
          choices={choices}
          empty={t('decision.choose')}
          state={state}
          required
        />
        <RadioField
          name="nature"
          label={t('decision.ground')}
          choices={interestGrounds.map((value) => ({
            value,
            label: t(`decision.ground_${value}`),
            hint: t(`decision.ground_${value}_hint`),
          }))}
          state={state}
          required
        />
        <TextField
          name="lien"
          label={t('decision.link')}
          hint={t('decision.link_hint')}
          state={state}
          required
        />
        <button class="button-quiet" type="submit">
          {t('form.save')}
        </button>
      </form>
    </details>
  )
}
