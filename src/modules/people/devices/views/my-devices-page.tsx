import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { devicesPaths } from '../devices.paths.ts'
import type { Device } from '../devices.rules.ts'
import { devicesWords } from '../devices.words.ts'

export interface MyDevicesProps {
  readonly devices: readonly Device[]
  /** The password that was just made: shown this once. */
  readonly made: { readonly label: string; readonly password: string } | null
  /** Address that programs ask for. */
  readonly server: string
  readonly email: string
  readonly state: FormState
}

export function MyDevicesPage(props: MyDevicesProps & { readonly shell: Shell }) {
  const { shell, devices, made, server, email, state } = props
  const t = devicesWords(shell.locale)
  return (
    <Page shell={shell} title={t('mine.title')}>
      <h1>{t('mine.title')}</h1>
      <p class="lead">{t('mine.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      {made ? (
        <section class="card" aria-labelledby="nouveau" role="status">
          <h2 id="nouveau">{t('made.title', { label: made.label })}</h2>
          <p>{t('made.once')}</p>
          <dl>
            <dt>{t('made.server')}</dt>
            <dd>
              <code>{server}</code>
            </dd>
            <dt>{t('made.user')}</dt>
            <dd>
              <code>{email}</code>
            </dd>
            <dt>{t('made.password')}</dt>
            <dd>
              <code>{made.password}</code>
            </dd>
          </dl>
        </section>
      ) : null}
      <h2>{t('mine.list')}</h2>
      {devices.length === 0 ? <p>{t('mine.none')}</p> : null}
      <ul class="stack">
        {devices.map((device) => (
          <li class="card">
            <p>
              <strong>{device.label}</strong>
              <span class="sub">
                {t('mine.made', { date: formatInstant(device.madeAt, shell.locale) })} ·{' '}
                {device.lastUsedOn === null
                  ? t('mine.never_used')
                  : t('mine.last_used', { date: formatDay(device.lastUsedOn, shell.locale) })}
              </span>
            </p>
            <form method="post" action={devicesPaths.revokeMine(device.id)}>
              <button class="button-quiet" type="submit">
                {t('mine.revoke')}
                <span class="hidden-text"> {device.label}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h2>{t('add.title')}</h2>
      <p>{t('add.lead')}</p>
      <form method="post" action={devicesPaths.mine()} noValidate>
        <TextField name="nom" label={t('add.label')} hint={t('add.label_hint')} state={state} required />
        <button class="button" type="submit">
          {t('add.submit')}
        </button>
      </form>
    </Page>
  )
}
