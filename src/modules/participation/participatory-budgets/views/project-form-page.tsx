import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Offer } from '../editions.rules.ts'

export interface ProjectFormProps {
  readonly offer: Offer
  /** Null for a new project. */
  readonly number: number | null
  readonly state: FormState
}

export function ProjectFormPage({
  shell,
  offer,
  number,
  state,
}: ProjectFormProps & { readonly shell: Shell }) {
  const { edition, areas } = offer
  const t = budgetsWords(shell.locale)
  const title = number === null ? t('project_form.new_title') : t('project_form.edit_title', { number })
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{title}</h1>
      <form
        method="post"
        action={
          number === null
            ? budgetsPaths.newProject(edition.code)
            : budgetsPaths.editProject(edition.code, number)
        }
        noValidate
      >
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="titre" label={t('project_form.title')} state={state} required />
        <TextArea name="description" label={t('project_form.description')} state={state} />
        <TextField name="lieu" label={t('project_form.place')} state={state} />
        <TextField
          name="cout"
          label={t('project_form.cost')}
          hint={t('project_form.cost_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        {areas.length > 1 ? (
          <SelectField
            name="secteur"
            label={t('project_form.area')}
            choices={areas.map((area) => ({ value: String(area.number), label: area.name }))}
            empty={t('form.choose')}
            state={state}
            required
          />
        ) : (
          <input type="hidden" name="secteur" value={String(areas[0]?.number ?? 1)} />
        )}
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
      {number === null ? null : (
        <form method="post" action={budgetsPaths.removeProject(edition.code, number)}>
          <button class="button-quiet" type="submit">
            {t('project_form.remove')}
          </button>
        </form>
      )}
    </Page>
  )
}
