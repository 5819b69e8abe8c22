import { formatNumber } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import { isKept, readYears } from '../readings.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { ServiceLevel } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import type { InShell } from './pieces.tsx'

/** `au moins 80 %` */
export function promiseText(
  { comparison, target, unit }: ServiceLevel,
  t: SharedServicesWords,
  shell: InShell['shell'],
) {
  return `${t(`comparison.${comparison}`)} ${formatNumber(target, shell.locale)} ${unit}`
}

/** What was promised of each level, and what was measured of it each year. */
export function LevelsTable({
  shell,
  file,
  years = readYears(file.readings),
}: InShell & { readonly file: ServiceFile; readonly years?: readonly number[] }) {
  const t = sharedServicesWords(shell.locale)
  if (file.levels.length === 0 || years.length === 0) return null
  return (
    <TableScroll label={t('readings.caption')} stack>
      <table class="table">
        <caption>{t('readings.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('levels.level')}</th>
            <th scope="col">{t('readings.promised')}</th>
            {years.map((year) => (
              <th scope="col" class="number">
                <a href={paths.readings(file.service.code, year)}>{t('readings.measured_in', { year })}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.levels.map((level) => (
            <tr>
              <th scope="row">{level.label}</th>
              <td data-label={t('readings.promised')}>{promiseText(level, t, shell)}</td>
              {years.map((year) => (
                <td class="number" data-label={t('readings.measured_in', { year })}>
                  <Measured file={file} level={level} year={year} shell={shell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Measured({
  shell,
  file,
  level,
  year,
}: InShell & { readonly file: ServiceFile; readonly level: ServiceLevel; readonly year: number }) {
  const t = sharedServicesWords(shell.locale)
  const reading = file.readings.find((each) => each.levelId === level.id && each.year === year)
  if (!reading) return <>–</>
  const kept = isKept(level, reading.measured)
  return (
    <>
      <span class="measured">
        {formatNumber(reading.measured, shell.locale)} {level.unit}
      </span>{' '}
      <span class="badge" data-state={kept ? 'met' : 'unmet'}>
        {t(kept ? 'readings.kept' : 'readings.missed')}
      </span>
    </>
  )
}
