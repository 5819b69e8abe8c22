import { formatEuros } from '#kernel/cents.ts'
import { SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { typeset } from '#web/typography.ts'
import { projectsPaths } from '../projects.paths.ts'
import { costGrades, deciders, type ProjectCost } from '../sheet.rules.ts'
import type { SheetProps } from './project-page.tsx'

export function MilestonesSection(props: SheetProps) {
  const { project, milestones, canWork, canLead, state, keys, today, shell, t } = props
  return (
    <section aria-labelledby="jalons">
      <h2 id="jalons">{t('milestones.title')}</h2>
      {milestones.length === 0 ? <p class="empty">{t('milestones.empty')}</p> : null}
      <ul class="rows">
        {milestones.map((milestone) => (
          <li>
            <p>
              <strong>{milestone.title}</strong>{' '}
              <span class="muted">{formatDay(milestone.dueOn, shell.locale)}</span>{' '}
              {milestone.reachedOn ? (
                <span class="badge" data-state="met">
                  {t('milestones.reached', { day: formatDay(milestone.reachedOn, shell.locale) })}
                </span>
              ) : milestone.dueOn < today ? (
                <span class="badge" data-state="late">
                  {t('milestones.late')}
                </span>
              ) : null}
            </p>
            {canWork ? (
              <form method="post" action={projectsPaths.milestone(project.code, milestone.id)}>
                <input type="hidden" name="atteint" value={milestone.reachedOn ? 'non' : 'oui'} />
                <button class="button-quiet" type="submit">
                  {t(milestone.reachedOn ? 'milestones.undo' : 'milestones.reach')}
                  <span class="hidden-text"> {milestone.title}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canLead ? (
        <details open={state.values.jalon !== undefined}>
          <summary>{t('milestones.add')}</summary>
          <form method="post" action={projectsPaths.milestones(project.code)} noValidate>
            <input type="hidden" name="cle" value={keys[0]} />
            <TextField name="jalon" label={t('milestones.name')} state={state} required />
            <TextField
              name="echeance"
              type="date"
              label={t('milestones.due')}
              size="short"
              state={state}
              required
            />
            <button class="button" type="submit">
              {t('form.add')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

export function DecisionsSection(props: SheetProps) {
  const { project, decisions, canWork, state, keys, shell, t } = props
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{t('decisions.title')}</h2>
      {decisions.length === 0 ? <p class="empty">{t('decisions.empty')}</p> : null}
      <ol class="timeline">
        {decisions.map((decision) => (
          <li>
            <strong>{typeset(decision.statement, shell.locale)}</strong>
            <p>
              {t('decisions.who', {
                day: formatDay(decision.decidedOn, shell.locale),
                by: t(`decider.${decision.takenBy}`),
              })}{' '}
              {decision.meetingId ? (
                <a href={projectsPaths.meeting(project.code, decision.meetingId)}>{t('decisions.meeting')}</a>
              ) : null}
            </p>
            {decision.reason === '' ? null : <p>{typeset(decision.reason, shell.locale)}</p>}
          </li>
        ))}
      </ol>
      {canWork ? (
        <details open={state.values.decision !== undefined}>
          <summary>{t('decisions.add')}</summary>
          <form method="post" action={projectsPaths.decisions(project.code)} noValidate>
            <input type="hidden" name="cle" value={keys[2]} />
            <TextArea
              name="decision"
              label={t('decisions.statement')}
              hint={t('decisions.statement_hint')}
              state={state}
              rows={2}
              required
            />
            <TextArea name="raison" label={t('decisions.reason')} state={state} rows={2} />
            <SelectField
              name="decideur"
              label={t('decisions.by')}
              choices={deciders.map((value) => ({ value, label: t(`decider.${value}`) }))}
              state={state}
              required
            />
            <TextField
              name="decide_le"
              type="date"
              label={t('decisions.on')}
              size="short"
              state={withDefault(state, 'decide_le', props.today)}
              required
            />
            <button class="button" type="submit">
              {t('form.add')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

export function RisksSection({ project, risks, canWork, state, keys, shell, t }: SheetProps) {
  const scale = ['1', '2', '3', '4'].map((value) => ({ value, label: value }))
  return (
    <section aria-labelledby="risques">
      <h2 id="risques">{t('risks.title')}</h2>
      {risks.length === 0 ? <p class="empty">{t('risks.empty')}</p> : null}
      <ul class="rows">
        {risks.map((risk) => (
          <li>
            <div>
              <p>
                <strong>{typeset(risk.statement, shell.locale)}</strong>{' '}
                <span class="badge">{t('risks.severity', { value: risk.probability * risk.impact })}</span>
              </p>
              {risk.mitigation === '' ? null : <p class="muted">{typeset(risk.mitigation, shell.locale)}</p>}
              {risk.owner === '' ? null : <p class="muted">{t('risks.owner_is', { name: risk.owner })}</p>}
            </div>
            {canWork ? (
              <form method="post" action={projectsPaths.risk(project.code, risk.id)}>
                <button class="button-quiet" type="submit">
                  {t('risks.remove')}
                  <span class="hidden-text"> {risk.statement}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canWork ? (
        <details open={state.values.risque !== undefined}>
          <summary>{t('risks.add')}</summary>
          <form method="post" action={projectsPaths.risks(project.code)} noValidate>
            <input type="hidden" name="cle" value={keys[1]} />
            <TextArea name="risque" label={t('risks.statement')} state={state} rows={2} required />
            <SelectField
              name="probabilite"
              label={t('risks.probability')}
              choices={scale}
              state={state}
              required
            />
            <SelectField name="gravite" label={t('risks.impact')} choices={scale} state={state} required />
            <TextArea name="parade" label={t('risks.mitigation')} state={state} rows={2} />
            <TextField name="porteur" label={t('risks.owner')} state={state} />
            <button class="button" type="submit">
              {t('form.add')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

export function CostsSection(props: SheetProps) {
  const { project, costs, canWork, state, keys, measure, t } = props
  return (
    <section aria-labelledby="depenses">
      <h2 id="depenses">{t('costs.title')}</h2>
      {measure ? <p class="muted">{t('costs.to_measure')}</p> : null}
      {costs.length === 0 ? <p class="empty">{t('costs.empty')}</p> : <CostTable {...props} />}
      {canWork ? (
        <details open={state.values.nature !== undefined}>
          <summary>{t('costs.add')}</summary>
          <form method="post" action={projectsPaths.costs(project.code)} noValidate>
            <input type="hidden" name="cle" value={keys[3]} />
            <SelectField
              name="nature"
              label={t('costs.kind')}
              choices={[
                { value: 'money', label: t('costs.money') },
                ...costGrades.map((value) => ({ value, label: t(`grade.${value}`) })),
              ]}
              state={state}
              required
            />
            <TextField
              name="quantite"
              label={t('costs.quantity')}
              hint={t('costs.quantity_hint')}
              size="short"
              state={state}
              required
            />
            <TextField
              name="jour"
              type="date"
              label={t('costs.day')}
              size="short"
              state={withDefault(state, 'jour', props.today)}
              required
            />
            <TextField name="libelle" label={t('costs.label')} state={state} required />
            <TextField name="piece" label={t('costs.document')} state={state} />
            <button class="button" type="submit">
              {t('form.add')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

function CostTable({ project, costs, canWork, shell, t }: SheetProps) {
  return (
    <TableScroll label={t('costs.title')} stack>
      <table class="table">
        <HiddenCaption>{t('costs.title')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('costs.day')}</th>
            <th scope="col">{t('costs.label')}</th>
            <th scope="col">{t('costs.quantity')}</th>
            {canWork ? <th scope="col">{t('costs.mend')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => (
            <tr>
              <td data-label={t('costs.day')}>{formatDay(cost.day, shell.locale)}</td>
              <td data-label={t('costs.label')}>
                {cost.label}
                {cost.document === '' ? null : <span class="muted"> {cost.document}</span>}
                {cost.takenBackReason === null ? null : (
                  <strong> {t('costs.taken_back', { reason: cost.takenBackReason })}</strong>
                )}
              </td>
              <td data-label={t('costs.quantity')}>{quantityOf(cost, { shell, t })}</td>
              {canWork ? (
                <td data-label={t('costs.mend')}>
                  {cost.takenBackOn === null ? (
                    <details>
                      <summary>
                        {t('costs.take_back')}
                        <span class="hidden-text"> {cost.label}</span>
                      </summary>
                      <form method="post" action={projectsPaths.cost(project.code, cost.id)}>
                        <label for={`motif-${cost.id}`}>{t('costs.reason')}</label>
                        <input id={`motif-${cost.id}`} name="motif" required />
                        <button class="button-quiet" type="submit">
                          {t('costs.take_back')}
                        </button>
                      </form>
                    </details>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function quantityOf(cost: ProjectCost, { shell, t }: Pick<SheetProps, 'shell' | 't'>): string {
  if (cost.kind === 'money') return formatEuros(cost.cents, shell.locale)
  const hours = formatNumber(cost.minutes / 60, shell.locale, 2)
  return `${t('sheet.hours_count', { hours })}, ${t(`grade.${cost.grade}`)}`
}

function withDefault(state: SheetProps['state'], name: string, value: string): SheetProps['state'] {
  return state.values[name] === undefined ? { ...state, values: { ...state.values, [name]: value } } : state
}
