import { ErrorSummary, FileField, type FormState, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Population } from '../population.queries.ts'
import type { PopulationFault } from '../population-file.rules.ts'
import { processesPaths } from '../processes.paths.ts'
import type { District } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import { nameOf } from './participants-names.ts'

export interface PopulationPageProps {
  readonly population: Population | null
  readonly districts: readonly District[]
  readonly canSet: boolean
  readonly faults: readonly PopulationFault[]
  readonly state: FormState
}

/** Who lives in the town: what those who take part are compared with. */
export function PopulationPage(props: PopulationPageProps & { readonly shell: Shell }) {
  const { shell, population, districts, canSet, state, faults } = props
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={t('population.title')}>
      <p class="crumb">
        <a href={processesPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('population.title')}</h1>
      {population === null ? (
        <p class="empty">{t('population.none')}</p>
      ) : (
        <>
          <p class="lead">
            {t(population.isFictional ? 'population.fictional' : 'population.source', {
              source: population.source,
              year: population.year,
            })}
          </p>
          <TableScroll label={t('population.title')}>
            <table class="table">
              <caption>{t('population.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('people.category')}</th>
                  <th scope="col" class="number">
                    {t('population.people')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {population.cells.map(({ dimension, category, people }) => (
                  <tr>
                    <th scope="row">{nameOf(dimension, category, districts, t)}</th>
                    <td class="number">{formatNumber(people, shell.locale)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </>
      )}
      {canSet ? (
        <form
          method="post"
          action={processesPaths.population()}
          encType="multipart/form-data"
          class="card"
          noValidate
        >
          <h2>{t('population.import')}</h2>
          <p>{t('population.import_lead')}</p>
          <ErrorSummary state={state} locale={shell.locale} />
          {faults.length > 0 ? (
            <ul class="field-error">
              {faults.slice(0, 20).map(({ line, code }) => (
                <li>{t('population.fault', { line, fault: t(`fault.${code}`) })}</li>
              ))}
            </ul>
          ) : null}
          <FileField
            name="fichier"
            label={t('population.file')}
            hint={t('population.file_hint')}
            accept=".csv,.xlsx"
            state={state}
            required
          />
          <TextField
            name="source"
            label={t('population.source_field')}
            hint={t('population.source_hint')}
            state={state}
            required
          />
          <TextField
            name="annee"
            label={t('population.year')}
            inputMode="numeric"
            size="short"
            state={state}
            required
          />
          <button class="button" type="submit">
            {t('population.bring')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
