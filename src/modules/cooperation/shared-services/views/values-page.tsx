import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import type { PartyValue } from '../keys.queries.ts'
import { valueNames } from '../keys.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, partyName, ServicePage } from './pieces.tsx'

export interface ValuesPageProps {
  readonly file: ServiceFile
  readonly values: readonly PartyValue[]
  readonly year: number
  readonly canKeep: boolean
  readonly state: FormState
}

/** What parties count for in keys: common to all, since each pays by all. */
export function ValuesPage({ shell, file, values, year, canKeep, state }: ValuesPageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const used = valueNames.filter((name) => values.some((value) => value.name === name))
  return (
    <ServicePage shell={shell} service={file.service} title={t('values.title')}>
      <p class="lead">{t('values.lead')}</p>
      {values.length === 0 ? (
        <p class="empty">{t('values.empty')}</p>
      ) : (
        <TableScroll label={t('values.caption', { year })} stack>
          <table class="table">
            <caption>{t('values.caption', { year })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('outcomes.party')}</th>
                {used.map((name) => (
                  <th scope="col" class="number">
                    {t(`key.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {file.parties.map((party) => (
                <tr>
                  <th scope="row">{partyName(party, t)}</th>
                  {used.map((name) => {
                    const found = values.find((value) => value.partyId === party.id && value.name === name)
                    return (
                      <td class="number" data-label={t(`key.${name}`)}>
                        {found ? formatNumber(Number(found.value), shell.locale) : '–'}
                        {found ? (
                          <span class="sub">
                            {[String(found.year), found.source].filter(Boolean).join(', ')}
                          </span>
                        ) : null}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {canKeep ? (
        <>
          <h2>{t('values.add')}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={paths.values(file.service.code)}>
            <SelectField
              name="partie"
              label={t('field.party')}
              empty={t('field.choose')}
              choices={file.parties.map((party) => ({ value: party.id, label: partyName(party, t) }))}
              state={state}
              required
            />
            <SelectField
              name="nature"
              label={t('field.value_kind')}
              choices={valueNames.map((name) => ({ value: name, label: t(`key.${name}`) }))}
              state={state}
              required
            />
            <TextField
              name="annee"
              label={t('years.year')}
              inputMode="numeric"
              size="short"
              state={state}
              required
            />
            <TextField
              name="valeur"
              label={t('field.value')}
              hint={t('field.value_hint')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextField name="source" label={t('field.source')} state={state} />
            <button class="button" type="submit">
              {t('form.save')}
            </button>
          </form>
        </>
      ) : null}
    </ServicePage>
  )
}
