import { ErrorSummary, FileField, type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { inGroups } from '../ballots.rules.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Edition, Offer } from '../editions.rules.ts'
import type { RollFault } from '../roll.actions.ts'

export interface RollPageProps {
  readonly offer: Offer
  readonly people: number
  readonly faults: readonly RollFault[]
  readonly state: FormState
  /** The secret of the hashes lives outside the database. */
  readonly isKeyOutside: boolean
}

export function RollPage(props: RollPageProps & { readonly shell: Shell }) {
  const { shell, offer, people, faults, state, isKeyOutside } = props
  const t = budgetsWords(shell.locale)
  const { code, title } = offer.edition
  return (
    <Page shell={shell} title={t('roll.title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(code)}>{title}</a>
      </p>
      <h1>{t('roll.title')}</h1>
      <p class="lead">{t('roll.lead', { count: people })}</p>
      <form method="post" action={budgetsPaths.roll(code)} enctype="multipart/form-data" noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {faults.length > 0 ? (
          <ul>
            {faults.slice(0, 50).map((fault) => (
              <li>
                {t('roll.line', { line: fault.line })}
                {t('colon')} {t(`roll.fault_${fault.code}`, { found: fault.found })}
              </li>
            ))}
          </ul>
        ) : null}
        <FileField
          name="fichier"
          label={t('roll.file')}
          hint={t(offer.areas.length > 1 ? 'roll.file_hint_districts' : 'roll.file_hint')}
          accept=".csv,.xlsx"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('roll.import')}
        </button>
      </form>
      <p class="muted">{t('roll.kept')}</p>
      {isKeyOutside ? null : <p class="alert">{t('roll.key_inside')}</p>}
    </Page>
  )
}

export interface CodesPageProps {
  readonly offer: Offer
  readonly people: number
  readonly state: FormState
}

export function CodesPage({ shell, offer, people, state }: CodesPageProps & { readonly shell: Shell }) {
  const t = budgetsWords(shell.locale)
  const { edition, areas } = offer
  return (
    <Page shell={shell} title={t('codes.title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{t('codes.title')}</h1>
      <p class="lead">{t('codes.lead', { count: people })}</p>
      <form method="post" action={budgetsPaths.codes(edition.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {areas.length > 1 ? (
          <SelectField
            name="secteur"
            label={t('codes.area')}
            choices={areas.map((area) => ({ value: String(area.number), label: area.name }))}
            state={state}
            required
          />
        ) : (
          <input type="hidden" name="secteur" value={String(areas[0]?.number ?? 1)} />
        )}
        <TextField
          name="nombre"
          label={t('codes.count')}
          hint={t('codes.count_hint')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('codes.make')}
        </button>
      </form>
    </Page>
  )
}

/** Codes to be printed and cut out: shown once, for only their hashes stay. */
export function CodeSheetPage({
  shell,
  edition,
  codes,
  address,
}: {
  readonly shell: Shell
  readonly edition: Edition
  readonly codes: readonly string[]
  readonly address: string
}) {
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={t('codes.sheet_title')} width="wide">
      <h1>{t('codes.sheet_title')}</h1>
      <p class="alert no-print">{t('codes.once')}</p>
      <ul class="budget-codes">
        {codes.map((code) => (
          <li>
            <strong>{edition.title}</strong>
            <span class="budget-receipt">{inGroups(code, 4)}</span>
            <span>{t('codes.instructions', { address })}</span>
          </li>
        ))}
      </ul>
      <p class="no-print">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
    </Page>
  )
}
