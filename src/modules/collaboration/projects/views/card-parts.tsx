import { FileField, SelectField, TextField } from '#web/form.tsx'
import { formatInstant, formatNumber } from '#web/formats.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { CardProps } from './card-page.tsx'

export function Checklist({ project, card, hangs, canWork, keys, state, t }: CardProps) {
  const { items } = hangs
  if (items.length === 0 && !canWork) return null
  return (
    <section aria-labelledby="liste">
      <h2 id="liste">{t('list_of.title')}</h2>
      {items.length === 0 ? null : (
        <ul class="rows">
          {items.map((item) => (
            <li>
              <p>
                <span class="badge" data-state={item.isDone ? 'met' : 'pending'}>
                  {t(item.isDone ? 'list_of.done' : 'list_of.to_do')}
                </span>{' '}
                {item.body}
              </p>
              {canWork ? (
                <form method="post" action={projectsPaths.checklistItem(project.code, card.number, item.id)}>
                  <button class="button-quiet" type="submit" name="fait" value={item.isDone ? 'non' : 'oui'}>
                    {t(item.isDone ? 'list_of.untick' : 'list_of.tick')}
                    <span class="hidden-text"> {item.body}</span>
                  </button>{' '}
                  <button class="button-quiet" type="submit" name="fait" value="retirer">
                    {t('list_of.remove')}
                    <span class="hidden-text"> {item.body}</span>
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {canWork ? (
        <form
          class="filters"
          method="post"
          action={projectsPaths.cardPart(project.code, card.number, 'liste')}
          noValidate
        >
          <input type="hidden" name="cle" value={keys[0]} />
          <TextField name="element" label={t('list_of.new')} state={state} required />
          <button class="button-quiet" type="submit">
            {t('form.add')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

export function Needs({ project, card, hangs, board, canWork, state, t }: CardProps) {
  const { needs, neededBy } = hangs
  if (needs.length === 0 && neededBy.length === 0 && !canWork) return null
  const known = new Set([card.number, ...needs.map(({ number }) => number)])
  const path = projectsPaths.cardPart(project.code, card.number, 'dependances')
  const choices = board.cards
    .filter(({ number, doneOn }) => !known.has(number) && doneOn === null)
    .slice(0, 300)
    .map(({ number, title }) => ({ value: String(number), label: title }))
  return (
    <section aria-labelledby="dependances">
      <h2 id="dependances">{t('needs.title')}</h2>
      {needs.length === 0 ? <p class="muted">{t('needs.none')}</p> : null}
      <ul class="rows">
        {needs.map(({ number, title, isDone }) => (
          <li>
            <p>
              <a href={projectsPaths.card(project.code, number)}>{title}</a>{' '}
              <span class="badge" data-state={isDone ? 'met' : 'pending'}>
                {t(isDone ? 'list_of.done' : 'list_of.to_do')}
              </span>
            </p>
            {canWork ? (
              <form method="post" action={path}>
                <input type="hidden" name="attend" value={String(number)} />
                <button class="button-quiet" type="submit" name="lien" value="retirer">
                  {t('needs.remove')}
                  <span class="hidden-text"> {title}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {neededBy.length === 0 ? null : (
        <p class="muted">
          {t('needs.needed_by')}{' '}
          {neededBy.map(({ number, title }, index) => (
            <>
              {index > 0 ? ', ' : ''}
              <a href={projectsPaths.card(project.code, number)}>{title}</a>
            </>
          ))}
        </p>
      )}
      {canWork && choices.length > 0 ? (
        <form class="filters" method="post" action={path}>
          <SelectField name="attend" label={t('needs.add')} choices={choices} state={state} />
          <button class="button-quiet" type="submit">
            {t('form.add')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

const kilobyte = 1000

export function CardFiles({ project, card, hangs, canWork, state, shell, t }: CardProps) {
  const { files } = hangs
  if (files.length === 0 && !canWork) return null
  return (
    <section aria-labelledby="fichiers">
      <h2 id="fichiers">{t('files.title')}</h2>
      <ul class="rows">
        {files.map((file) => (
          <li>
            <p class="wrap">
              <a href={projectsPaths.file(project.code, card.number, file.id)}>{file.name}</a>{' '}
              <span class="muted">
                {t('files.facts', {
                  size: formatNumber(Math.max(1, file.size / kilobyte), shell.locale, 0),
                  name: file.addedBy,
                  day: formatInstant(file.addedAt, shell.locale),
                })}
              </span>
            </p>
            {canWork ? (
              <form method="post" action={projectsPaths.file(project.code, card.number, file.id)}>
                <button class="button-quiet" type="submit">
                  {t('files.remove')}
                  <span class="hidden-text"> {file.name}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canWork ? (
        <form
          method="post"
          action={projectsPaths.cardPart(project.code, card.number, 'fichiers')}
          enctype="multipart/form-data"
        >
          <FileField
            name="fichier"
            label={t('files.add')}
            hint={t('files.hint')}
            accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv"
            state={state}
          />
          <button class="button-quiet" type="submit">
            {t('form.add')}
          </button>
        </form>
      ) : null}
    </section>
  )
}
