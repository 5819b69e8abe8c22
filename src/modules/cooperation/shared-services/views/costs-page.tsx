import { CheckField, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { TableScroll } from '#web/table.tsx'
import { type Cost, costNatures, countedCents, unitCostCents } from '../costs.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { euros, type InShell, ServicePage } from './pieces.tsx'

export interface CostsPageProps {
  readonly file: ServiceFile
  readonly year: number
  readonly costs: readonly Cost[]
  /** Weighted units of all parties, so far. */
  readonly units: string
  readonly isOpen: boolean
  readonly state: FormState
}

type Props = CostsPageProps & InShell

export function CostsPage(props: Props) {
  const { shell, file, year, costs, isOpen, state } = props
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={file.service} title={t('costs.title', { year })}>
      <p class="lead">{t('costs.lead')}</p>
      {costs.length === 0 ? <p class="empty">{t('costs.empty')}</p> : <Costs {...props} t={t} />}
      {isOpen ? (
        <>
          <h2>{t('costs.add')}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={paths.costs(file.service.code, year)}>
            <SelectField
              name="nature"
              label={t('field.nature')}
              choices={costNatures.map((value) => ({ value, label: t(`nature.${value}`) }))}
              state={state}
              required
            />
            <TextField name="libelle" label={t('field.cost_label')} state={state} required />
            <TextField
              name="montant"
              label={t('field.amount')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <CheckField
              name="compter"
              label={t('field.counted')}
              hint={t('field.counted_hint')}
              state={state}
            />
            <TextArea
              name="justification"
              label={t('field.linked_proof')}
              hint={t('field.linked_proof_hint')}
              state={state}
              rows={2}
            />
            <button class="button" type="submit">
              {t('costs.add')}
            </button>
          </form>
        </>
      ) : null}
      <p>
        <a href={paths.statement(file.service.code, year)}>{t('costs.statement', { year })}</a>
      </p>
    </ServicePage>
  )
}

function Costs({ file, year, costs, units, isOpen, shell, t }: Props & { readonly t: SharedServicesWords }) {
  const total = countedCents(costs)
  const unit = unitCostCents(total, units)
  return (
    <TableScroll label={t('costs.title', { year })} stack>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('field.cost_label')}</th>
            <th scope="col">{t('field.nature')}</th>
            <th scope="col" class="number">
              {t('field.amount')}
            </th>
            <th scope="col">{t('costs.counted')}</th>
            {isOpen ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => (
            <tr>
              <th scope="row">
                {cost.label}
                {cost.linkedProof === '' ? null : <span class="sub">{cost.linkedProof}</span>}
              </th>
              <td data-label={t('field.nature')}>{t(`nature.${cost.nature}`)}</td>
              <td class="number" data-label={t('field.amount')}>
                {euros(cost.cents, shell.locale)}
              </td>
              <td data-label={t('costs.counted')}>{t(cost.isCounted ? 'costs.yes' : 'costs.no')}</td>
              {isOpen ? (
                <td>
                  <form method="post" action={paths.removeCost(file.service.code, year, cost.id)}>
                    <button
                      class="button-quiet"
                      type="submit"
                      aria-label={t('lists.remove_named', { name: cost.label })}
                    >
                      {t('lists.remove')}
                    </button>
                  </form>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('costs.total')}</th>
            <td />
            <td class="number" data-label={t('field.amount')}>
              {euros(total, shell.locale)}
            </td>
            <td>{unit === null ? '' : t('costs.unit_cost', { cost: euros(unit, shell.locale), units })}</td>
            {isOpen ? <td /> : null}
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  )
}
