import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { projectsWords } from '../projects.words.ts'
import { ProjectFrame } from './project-frame.tsx'
import type { SheetProps } from './project-page.tsx'

/** What the team decides alone, with those who signed it: the autonomy that managers gave. */
export function DelegationSection({ project, delegation, canLead, canSign, shell, t }: SheetProps) {
  return (
    <section aria-labelledby="delegation">
      <h2 id="delegation">{t('delegation.title')}</h2>
      {delegation === null ? (
        <p class="empty">{t('delegation.empty')}</p>
      ) : (
        <>
          <div class="columns">
            {(['decides', 'proposes', 'informs'] as const).map((level) =>
              delegation[level] === '' ? null : (
                <div class="card">
                  <h3>{t(`delegation.${level}`)}</h3>
                  <p class="typed">{typeset(delegation[level], shell.locale)}</p>
                </div>
              ),
            )}
          </div>
          <p>
            {t('delegation.spending', {
              amount: formatEuros(delegation.spendingCents, shell.locale, { whole: true }),
            })}
          </p>
          {delegation.signatures.length === 0 ? (
            <p class="alert">{t('delegation.unsigned')}</p>
          ) : (
            <ul>
              {delegation.signatures.map(({ name, role, signedOn }) => (
                <li>
                  {t('delegation.signed', {
                    name,
                    role: t(`signer.${signerOf(role)}`),
                    day: formatDay(signedOn, shell.locale),
                  })}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <div class="button-row">
        {canSign && delegation ? (
          <form method="post" action={projectsPaths.signature(project.code)}>
            <input type="hidden" name="version" value={String(delegation.version)} />
            <button class="button" type="submit">
              {t('delegation.sign')}
            </button>
          </form>
        ) : null}
        {canLead ? (
          <a class="button-quiet" href={projectsPaths.delegation(project.code)}>
            {t(delegation === null ? 'delegation.write' : 'delegation.rewrite')}
          </a>
        ) : null}
      </div>
    </section>
  )
}

const signers = ['director_general', 'mayor', 'elected_member', 'manager'] as const

function signerOf(role: string): (typeof signers)[number] {
  return signers.find((known) => known === role) ?? 'manager'
}

interface FormPageProps {
  readonly project: Pick<Project, 'code' | 'title'>
  readonly state: FormState
  readonly shell: Shell
}

export function DelegationFormPage({ project, state, shell }: FormPageProps) {
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={t('delegation.title')}>
      <p class="lead">{t('delegation.lead')}</p>
      <form method="post" action={projectsPaths.delegation(project.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '0'} />
        <TextArea
          name="decide"
          label={t('delegation.decides')}
          hint={t('delegation.decides_hint')}
          state={state}
          required
        />
        <TextArea name="propose" label={t('delegation.proposes')} state={state} rows={3} />
        <TextArea name="informe" label={t('delegation.informs')} state={state} rows={3} />
        <TextField
          name="plafond"
          label={t('delegation.limit')}
          hint={t('delegation.limit_hint')}
          inputMode="decimal"
          size="short"
          state={state}
        />
        <button class="button" type="submit">
          {t('delegation.save')}
        </button>
      </form>
    </ProjectFrame>
  )
}

export function ReviewFormPage({ project, state, shell }: FormPageProps) {
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={t('review.title')}>
      <p class="lead">{t('review.lead')}</p>
      <form method="post" action={projectsPaths.review(project.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextArea name="promis" label={t('review.promised')} state={state} required />
        <TextArea name="venu" label={t('review.came')} state={state} required />
        <TextArea
          name="reprise"
          label={t('review.reuse')}
          hint={t('review.reuse_hint')}
          state={state}
          required
        />
        <fieldset class="field-group">
          <legend>{t('review.hours')}</legend>
          <p class="field-hint">{t('review.hours_hint')}</p>
          {(['bas', 'probable', 'haut'] as const).map((name) => (
            <TextField
              name={name}
              label={t(`review.${name}`)}
              inputMode="numeric"
              size="short"
              state={state}
            />
          ))}
        </fieldset>
        <button class="button" type="submit">
          {t('review.close')}
        </button>
      </form>
    </ProjectFrame>
  )
}
