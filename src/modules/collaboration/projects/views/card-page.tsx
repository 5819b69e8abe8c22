import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatInstant } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { type Board, isLate, repeatKinds } from '../board.rules.ts'
import type { CardHangs } from '../card-hangs.queries.ts'
import type { Card } from '../cards.queries.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Member, Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { CardFiles, Checklist, Needs } from './card-parts.tsx'
import { ProjectFrame } from './project-frame.tsx'

export interface CardPageProps {
  readonly project: Project
  readonly card: Card
  readonly hangs: CardHangs
  /** Who may be given the card. */
  readonly members: readonly Member[]
  readonly labels: readonly string[]
  readonly board: Board
  readonly canWork: boolean
  readonly canLead: boolean
  readonly keys: readonly [item: string, comment: string]
  readonly today: CalendarDate
  readonly state: FormState
}

export type CardProps = CardPageProps & { readonly shell: Shell; readonly t: ProjectsWords }

export function CardPage(props: CardPageProps & { readonly shell: Shell }) {
  const { shell, project, card, board, canWork, canLead, state, today } = props
  const t = projectsWords(shell.locale)
  const column = board.columns.find(({ id }) => id === card.columnId)
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={card.title}>
      <p class="crumb">
        <a href={projectsPaths.board(project.code)}>{t('card.back')}</a>
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <span class="badge">{column?.title}</span>{' '}
        {card.dueOn ? (
          <span class={isLate(card, today) ? 'over' : 'muted'}>
            {t(isLate(card, today) ? 'board.late' : 'board.due', {
              day: formatDay(card.dueOn, shell.locale),
            })}
          </span>
        ) : null}{' '}
        {card.repeats ? <span class="muted">{t(`repeat.${card.repeats}`)}</span> : null}
      </p>
      {card.description === '' ? null : <p class="typed">{typeset(card.description, shell.locale)}</p>}
      {canWork ? <MoveForm {...props} t={t} /> : null}
      <Checklist {...props} t={t} />
      <Needs {...props} t={t} />
      <CardFiles {...props} t={t} />
      <Comments {...props} t={t} />
      {canWork ? <CardForm {...props} t={t} /> : null}
      {canLead ? (
        <section aria-labelledby="supprimer">
          <h2 id="supprimer">{t('card.remove')}</h2>
          <details>
            <summary>{t('card.remove')}</summary>
            <form method="post" action={projectsPaths.cardPart(project.code, card.number, 'suppression')}>
              <p>{t('card.remove_text')}</p>
              <button class="button-danger" type="submit">
                {t('card.remove_yes')}
              </button>
            </form>
          </details>
        </section>
      ) : null}
    </ProjectFrame>
  )
}

/** Moving without dragging: by the keyboard, by voice, or without scripts (WCAG 2.5.7). */
function MoveForm({ project, card, board, state, t }: CardProps) {
  const others = board.cards.filter(({ number, doneOn }) => number !== card.number && doneOn === null)
  return (
    <section aria-labelledby="deplacer">
      <h2 id="deplacer">{t('card.move')}</h2>
      <form
        class="filters"
        method="post"
        action={projectsPaths.cardPart(project.code, card.number, 'deplacement')}
      >
        <SelectField
          name="colonne"
          label={t('board.column')}
          choices={board.columns.map(({ id, title }) => ({ value: id, label: title }))}
          state={state}
        />
        <SelectField
          name="avant"
          label={t('card.place')}
          choices={[
            { value: '', label: t('card.place_last') },
            { value: 'debut', label: t('card.place_first') },
            ...others.slice(0, 100).map(({ number, title }) => ({
              value: String(number),
              label: t('card.place_before', { card: title }),
            })),
          ]}
          state={state}
        />
        <button class="button" type="submit">
          {t('card.move')}
        </button>
      </form>
    </section>
  )
}

function Comments({ project, card, hangs, canWork, members, keys, state, shell, t }: CardProps) {
  return (
    <section aria-labelledby="commentaires">
      <h2 id="commentaires">{t('comments.title')}</h2>
      {hangs.comments.length === 0 ? <p class="muted">{t('comments.empty')}</p> : null}
      <ol class="timeline">
        {hangs.comments.map(({ author, body, writtenAt }) => (
          <li>
            <strong>{author}</strong> <span class="muted">{formatInstant(writtenAt, shell.locale)}</span>
            <p class="typed">{typeset(body, shell.locale)}</p>
          </li>
        ))}
      </ol>
      {canWork ? (
        <form
          method="post"
          action={projectsPaths.cardPart(project.code, card.number, 'commentaires')}
          noValidate
        >
          <input type="hidden" name="cle" value={keys[1]} />
          <TextArea
            name="commentaire"
            label={t('comments.write')}
            hint={t('comments.hint', { name: members[0]?.name ?? '' })}
            state={state}
            rows={3}
            required
          />
          <button class="button" type="submit">
            {t('comments.send')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function CardForm({ project, card, members, labels, state, t }: CardProps) {
  const given = new Set((state.values.personnes ?? '').split(','))
  return (
    <section aria-labelledby="modifier">
      <h2 id="modifier">{t('card.edit')}</h2>
      <form method="post" action={projectsPaths.card(project.code, card.number)} noValidate>
        <input type="hidden" name="version" value={state.values.version ?? ''} />
        <TextField name="titre" label={t('board.card_title')} state={state} required />
        <TextArea name="description" label={t('card.description')} state={state} />
        <fieldset class="field-group">
          <legend>{t('card.people')}</legend>
          <div class="choice-columns">
            {members.map(({ accountId, name }) => (
              <div class="choice">
                <input
                  type="checkbox"
                  id={`personne-${accountId}`}
                  name="personnes"
                  value={accountId}
                  checked={given.has(accountId)}
                />
                <label for={`personne-${accountId}`}>{name}</label>
              </div>
            ))}
          </div>
        </fieldset>
        <TextField name="debut" type="date" label={t('card.starts_on')} size="short" state={state} />
        <TextField name="echeance" type="date" label={t('card.due_on')} size="short" state={state} />
        <TextField
          name="charge"
          label={t('card.effort')}
          hint={t('card.effort_hint')}
          size="short"
          state={state}
        />
        <SelectField
          name="repetition"
          label={t('card.repeats')}
          hint={t('card.repeats_hint')}
          empty={t('card.never')}
          choices={repeatKinds.map((value) => ({ value, label: t(`repeat.${value}`) }))}
          state={state}
        />
        <TextField
          name="etiquettes"
          label={t('card.labels')}
          hint={
            labels.length > 0 ? t('card.labels_known', { labels: labels.join(', ') }) : t('card.labels_hint')
          }
          state={state}
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </section>
  )
}
