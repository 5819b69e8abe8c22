import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { LevelsTable, promiseText } from './levels-table.tsx'
import { type InShell, ServicePage } from './pieces.tsx'

export interface ReadingsPageProps {
  readonly file: ServiceFile
  readonly year: number
  readonly canWrite: boolean
  readonly state: FormState
}

type Props = ReadingsPageProps & InShell

/** A year of the service levels: what was promised, what was measured, where the figure comes from. */
export function ReadingsPage(props: Props) {
  const { shell, file, year, canWrite } = props
  const t = sharedServicesWords(shell.locale)
  const readings = file.readings.filter((reading) => reading.year === year)
  const unread = file.levels.filter(({ id }) => readings.every(({ levelId }) => levelId !== id))
  return (
    <ServicePage shell={shell} service={file.service} title={t('readings.title', { year })}>
      <p class="lead">{t('readings.lead')}</p>
      {file.levels.length === 0 ? (
        <p class="empty">
          {t('levels.empty')} <a href={paths.levels(file.service.code)}>{t('levels.title')}</a>
        </p>
      ) : (
        <LevelsTable shell={shell} file={file} years={[year]} />
      )}
      <Sources {...props} t={t} />
      {canWrite && unread.length > 0 ? <NewReading {...props} unread={unread} t={t} /> : null}
    </ServicePage>
  )
}

type Inner = Props & { readonly t: SharedServicesWords }

function Sources({ file, year, canWrite, t }: Inner) {
  const rows = file.levels.flatMap((level) => {
    const reading = file.readings.find((each) => each.levelId === level.id && each.year === year)
    return reading ? [{ level, reading }] : []
  })
  if (rows.length === 0) return null
  return (
    <ul class="rows">
      {rows.map(({ level, reading }) => (
        <li>
          <p>
            {level.label}
            <span class="sub">
              {reading.source} · {reading.recordedByName}
            </span>
          </p>
          {canWrite ? (
            <form method="post" action={paths.removeReading(file.service.code, year, level.id)}>
              <button
                class="button-quiet"
                type="submit"
                aria-label={t('lists.remove_named', { name: level.label })}
              >
                {t('lists.remove')}
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function NewReading({
  shell,
  file,
  year,
  unread,
  state,
  t,
}: Inner & { readonly unread: ServiceFile['levels'] }) {
  return (
    <>
      <h2>{t('readings.add')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.readings(file.service.code, year)}>
        <SelectField
          name="engagement"
          label={t('levels.level')}
          choices={unread.map((level) => ({
            value: level.id,
            label: `${level.label} (${promiseText(level, t, shell)})`,
          }))}
          state={state}
          required
        />
        <TextField
          name="mesure"
          label={t('field.measured')}
          hint={t('field.measured_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField
          name="source"
          label={t('field.source')}
          hint={t('field.source_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('readings.add')}
        </button>
      </form>
    </>
  )
}
