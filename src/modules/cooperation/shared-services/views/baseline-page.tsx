import { ErrorSummary, type FormState, RadioField, TextField } from '#web/form.tsx'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type Party, proofs } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { Fact, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface BaselinePageProps {
  readonly file: ServiceFile
  readonly party: Party
  readonly state: FormState
  readonly canWrite: boolean
}

export function BaselinePage({ shell, file, party, state, canWrite }: BaselinePageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const { baselineYear, code } = file.service
  const title = t('baseline.title', { name: partyName(party, t), year: baselineYear })
  return (
    <ServicePage shell={shell} service={file.service} title={title} width="reading">
      <p class="lead">{t('baseline.lead', { name: party.name, town: shell.town.name })}</p>
      {canWrite ? (
        <>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={paths.baseline(code, party.reference)}>
            <input type="hidden" name="version" value={state.values.version ?? '0'} />
            <TextField
              name="cout"
              label={t('field.cost', { year: baselineYear })}
              hint={t('field.cost_hint')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextField
              name="heures"
              label={t('field.hours')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextField
              name="volume"
              label={t('field.volume')}
              hint={t('field.volume_hint')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextField
              name="qualite"
              label={t('field.quality')}
              hint={t('field.quality_hint')}
              inputMode="decimal"
              size="short"
              state={state}
            />
            <TextField name="delai" label={t('field.delay')} inputMode="decimal" size="short" state={state} />
            <RadioField
              name="preuve"
              label={t('field.proof_level')}
              state={state}
              choices={proofs.map((value) => ({ value, label: t(`proof.${value}`) }))}
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
              {t('form.save')}
            </button>
          </form>
        </>
      ) : (
        <Written state={state} shell={shell} year={baselineYear} />
      )}
    </ServicePage>
  )
}

function Written({ state, shell, year }: InShell & { readonly state: FormState; readonly year: number }) {
  const t = sharedServicesWords(shell.locale)
  const { values } = state
  const proof = proofs.find((each) => each === values.preuve)
  return (
    <dl class="facts">
      <Fact term={t('field.cost', { year })}>{values.cout}</Fact>
      <Fact term={t('field.hours')}>{values.heures}</Fact>
      <Fact term={t('field.volume')}>{values.volume}</Fact>
      <Fact term={t('field.quality')}>{values.qualite || '–'}</Fact>
      <Fact term={t('field.delay')}>{values.delai || '–'}</Fact>
      <Fact term={t('field.proof_level')}>{proof ? t(`proof.${proof}`) : '–'}</Fact>
      <Fact term={t('field.source')}>{values.source}</Fact>
    </dl>
  )
}
