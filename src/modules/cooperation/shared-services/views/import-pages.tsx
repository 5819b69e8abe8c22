import { ImportConfirmation, ImportFaults, ImportForm } from '#web/file-import-pieces.tsx'
import type { FormState } from '#web/form.tsx'
import type { LinePlan } from '../lines.actions.ts'
import { lineHeaders } from '../lines-file.rules.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { SharedService } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, ServicePage } from './pieces.tsx'

export interface LineImportProps {
  readonly service: SharedService
  readonly state: FormState
  readonly year: number
}

export function LineImportPage({ shell, service, state, year }: LineImportProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={service} title={t('lines.import')} width="reading">
      <p class="lead">{t('import.lead')}</p>
      <ImportForm
        action={paths.importLines(service.code)}
        accept=".csv,.xlsx"
        models={[{ href: paths.exportLines(service.code, year), label: t('lines.export', { year }) }]}
        state={state}
        locale={shell.locale}
        words={t}
      />
      <p class="muted">
        {t('import.columns')} <code>{lineHeaders.join(' ; ')}</code>
      </p>
    </ServicePage>
  )
}

export interface LinePreviewProps {
  readonly service: SharedService
  readonly plan: LinePlan
  readonly content: string
}

export function LinePreviewPage({ shell, service, plan, content }: LinePreviewProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const faults = plan.faults.map(({ line, column, code, found }) => ({
    line,
    column,
    found,
    remedy: t(`line_fault.${code}`),
  }))
  return (
    <ServicePage shell={shell} service={service} title={t('import.preview')}>
      <ImportFaults faults={faults} words={t} />
      <p>{t('import.would', { fresh: plan.fresh.length, known: plan.known })}</p>
      {plan.fresh.length > 0 ? (
        <ImportConfirmation
          action={`${paths.importLines(service.code)}/confirmation`}
          content={content}
          hasFaults={faults.length > 0}
          words={t}
        />
      ) : null}
      <p>
        <a href={paths.importLines(service.code)}>{t('import.other')}</a>
      </p>
    </ServicePage>
  )
}
