import { CheckField, TextField } from '#web/form.tsx'
import { callsPaths } from '../calls.paths.ts'
import type { DraftPart } from './draft-page.tsx'

/** Who writes the application, and how it is shared or handed over. */
export function WritersSection({ call, application, writers, isHolder, invitations, state, t }: DraftPart) {
  return (
    <section class="card" aria-labelledby="ensemble">
      <h2 id="ensemble">{t('writers.title')}</h2>
      <ul>
        {writers.map((writer) => (
          <li>
            {writer.name} {writer.isHolder ? <span class="badge">{t('writers.holder')}</span> : null}
          </li>
        ))}
        {invitations.map((invitation) => (
          <li class="muted">{t('writers.waiting', { email: invitation.email })}</li>
        ))}
      </ul>
      {isHolder ? (
        <>
          <form method="post" action={callsPaths.invite(call.code, application.id)} noValidate>
            <TextField
              name="courriel"
              label={t('writers.email')}
              hint={t('writers.email_hint')}
              type="email"
              state={state}
            />
            <CheckField name="titulaire" label={t('writers.as_holder')} state={state} />
            <button class="button-quiet" type="submit">
              {t('writers.invite')}
            </button>
          </form>
          <form method="post" action={callsPaths.withdrawal(call.code, application.id)}>
            <button class="button-danger" type="submit">
              {t('writers.throw_away')}
            </button>
          </form>
        </>
      ) : null}
    </section>
  )
}
