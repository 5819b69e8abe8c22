import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Application, Dossier } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call, Stage } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'
import { DossierSection } from './dossier-section.tsx'

export interface CheckPageProps {
  readonly call: Call
  readonly stage: Stage
  readonly application: Application
  readonly dossier: Dossier | null
  readonly errors: Readonly<Record<string, string>>
  readonly state: FormState
}

/** The last look before sending: what lacks, each with the way to it, or what will be received. */
export function CheckPage(props: CheckPageProps & { readonly shell: Shell }) {
  const { shell, call, application, dossier, errors, state, stage } = props
  const t = callsWords(shell.locale)
  const draft = callsPaths.application(call.code, application.id)
  const lacking = Object.entries(errors)
  return (
    <Page shell={shell} title={t('check.title')}>
      <p class="crumb">
        <a href={draft}>{application.title || t('mine.untitled')}</a>
      </p>
      <h1>{t('check.title')}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      {lacking.length > 0 ? (
        <section class="error-summary" aria-labelledby="manque">
          <h2 id="manque">{t('check.lacks', { count: lacking.length })}</h2>
          <ul>
            {lacking.map(([field, message]) => (
              <li>
                <a href={`${draft}#${field}`}>{t('check.at', { field: labelOf(field, t) })}</a> {message}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {dossier ? (
        <>
          <DossierSection dossier={dossier} shell={shell} />
          {stage === 'open' ? (
            <form method="post" action={callsPaths.sending(call.code, application.id)}>
              <p>{t('check.note', { instant: formatInstant(call.closesAt, shell.locale) })}</p>
              <button class="button" type="submit">
                {t('check.send')}
              </button>
            </form>
          ) : (
            <p class="alert">{t('error.too_late')}</p>
          )}
        </>
      ) : null}
      <p>
        <a href={draft}>{t('check.back')}</a>
      </p>
    </Page>
  )
}

/** The words before a field of the draft; a question of the call is named on the page that the link leads to. */
function labelOf(field: string, t: ReturnType<typeof callsWords>): string {
  const name = field.replace(/_\d+$/, '')
  const known = fields.find((candidate) => candidate === name)
  return known ? t(`draft.${known}`) : t('check.question')
}

const fields = [
  'organisme',
  'nature',
  'siret',
  'rna',
  'adresse',
  'signataire',
  'fonction',
  'titre',
  'resume',
  'debut',
  'fin',
  'montant',
  'economique',
  'aides',
  'engagement_republicain',
  'depense',
  'depense_montant',
  'recette',
  'recette_montant',
  'benevolat',
  'benevolat_heures',
  'benevolat_taux',
] as const
