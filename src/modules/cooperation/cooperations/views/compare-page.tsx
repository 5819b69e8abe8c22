import { ErrorSummary, type FormState, RadioField, SelectField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, type Depth, depths, legalKinds } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { OptionDraft } from '../cooperations.writes.queries.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { PartPage } from './part-page.tsx'

export interface ComparePageProps {
  readonly cooperation: Cooperation
  readonly options: readonly OptionDraft[]
  readonly canChoose: boolean
  /** The form that writes the three depths. */
  readonly state: FormState
  /** The form that chooses one. */
  readonly choice: FormState
}

/** The three depths side by side for this subject, then the choice. */
export function ComparePage(props: ComparePageProps & { readonly shell: Shell }) {
  const { shell, cooperation, options, state, choice } = props
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage
      shell={shell}
      cooperation={cooperation}
      title={t('compare.title')}
      lead={t('compare.lead')}
      width="wide"
    >
      {options.length === 0 && Object.keys(choice.errors).length > 0 ? (
        <ErrorSummary state={choice} locale={shell.locale} />
      ) : null}
      {options.length === 0 ? (
        <p class="empty">{t('compare.none')}</p>
      ) : (
        <ComparisonTable options={options} shell={shell} />
      )}
      {props.canChoose && options.length > 0 ? (
        <section aria-labelledby="choisir" class="card">
          <h2 id="choisir">{t(cooperation.rounds.length > 0 ? 'compare.move' : 'compare.choose')}</h2>
          <form method="post" action={cooperationsPaths.act(cooperation.slug)} noValidate>
            <ErrorSummary state={choice} locale={shell.locale} />
            <input type="hidden" name="version" value={cooperation.version} />
            <RadioField
              name="profondeur"
              label={t('compare.which')}
              state={choice}
              choices={options.map(({ depth, legalKind }) => ({
                value: depth,
                label: t(`depth.${depth}`),
                hint: t(`kind.${legalKind}`),
              }))}
              required
            />
            <TextArea
              name="motif"
              label={t('compare.why')}
              hint={t('compare.why_hint')}
              rows={3}
              state={choice}
              required
            />
            <button class="button" type="submit" name="acte" value="choose">
              {t('compare.do')}
            </button>
          </form>
        </section>
      ) : null}
      <details open={options.length === 0 || Object.keys(state.errors).length > 0}>
        <summary>{t('compare.write')}</summary>
        <form method="post" action={cooperationsPaths.compare(cooperation.slug)} noValidate>
          <ErrorSummary state={state} locale={shell.locale} />
          <input type="hidden" name="version" value={cooperation.version} />
          <div class="columns">
            {depths.map((depth) => (
              <DepthFields depth={depth} state={state} t={t} />
            ))}
          </div>
          <button class="button" type="submit">
            {t('compare.save')}
          </button>
        </form>
      </details>
    </PartPage>
  )
}

function DepthFields({
  depth,
  state,
  t,
}: {
  readonly depth: Depth
  readonly state: FormState
  readonly t: CooperationsWords
}) {
  return (
    <fieldset class="field">
      <legend>{t(`depth.${depth}`)}</legend>
      <p class="field-hint">{t(`depth.${depth}.means`)}</p>
      <SelectField
        name={`forme-${depth}`}
        label={t('compare.kind')}
        state={state}
        choices={legalKinds[depth].map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <TextArea name={`besoins-${depth}`} label={t('compare.needs')} rows={4} state={state} required />
      <TextArea name={`permet-${depth}`} label={t('compare.allows')} rows={4} state={state} required />
      <TextArea name={`sortie-${depth}`} label={t('compare.leaving')} rows={3} state={state} required />
      <TextField
        name={`cout-${depth}`}
        label={t('compare.yearly')}
        hint={t('compare.yearly_hint')}
        inputMode="decimal"
        size="short"
        state={state}
      />
      <TextField
        name={`mois-${depth}`}
        label={t('compare.months')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
    </fieldset>
  )
}
