import { ErrorSummary, FileField, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Outline } from '../outline.rules.ts'
import type { Picture } from '../pictures.queries.ts'
import type { ProposalRow } from '../proposal-list.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { mostPictures, type Proposal } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'
import { Pictures } from './pictures.tsx'
import { PlaceMap } from './place-map.tsx'
import { RichText } from './rich-text.tsx'

export interface DraftProps {
  readonly draft: Proposal
  /** What the address of the draft has: its secret, or its id. */
  readonly draftKey: string
  readonly pictures: readonly Picture[]
  readonly similar: readonly ProposalRow[]
  readonly outline: Outline | null
  /** Nobody knows yet whose it is: a name and a mailbox are asked for. */
  readonly needsPerson: boolean
  readonly state: FormState
}

/** A draft as it will be read, with what looks like it, before it is published. */
export function DraftPage(props: DraftProps & { readonly shell: Shell }) {
  const { shell, draft, draftKey, similar, pictures, outline, state } = props
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('draft.title')}>
      <p class="crumb">{draft.process.title}</p>
      <h1>{t('draft.title')}</h1>
      <p class="lead">{t('draft.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <article class="card">
        <h2>{draft.title}</h2>
        <RichText text={draft.body} />
        <p class="muted">{[t(`category.${draft.category}`), draft.street].filter(Boolean).join(' · ')}</p>
        {outline && draft.point ? (
          <PlaceMap outline={outline} point={draft.point} label={t('page.map', { street: draft.street })} />
        ) : null}
        <Pictures pictures={pictures} />
      </article>
      <p>
        <a href={proposalsPaths.draftEdit(draftKey)}>{t('draft.edit')}</a>
      </p>
      <Similar rows={similar} t={t} />
      <PictureForms draftKey={draftKey} pictures={pictures} state={state} t={t} />
      <PublishForm {...props} t={t} />
      <form method="post" action={proposalsPaths.draftRemoval(draftKey)}>
        <button class="button-quiet" type="submit">
          {t('draft.remove')}
        </button>
      </form>
    </Page>
  )
}

function Similar({ rows, t }: { rows: readonly ProposalRow[]; t: ProposalsWords }) {
  if (rows.length === 0) return null
  return (
    <section class="alert" aria-labelledby="semblables">
      <h2 id="semblables">{t('draft.similar', { count: rows.length })}</h2>
      <p>{t('draft.similar_why')}</p>
      <ul>
        {rows.map((row) => (
          <li>
            <a href={proposalsPaths.show(row.number)}>{row.title}</a>{' '}
            <span class="muted">{t('list.supports', { count: row.supportCount })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PictureForms({
  draftKey,
  pictures,
  state,
  t,
}: {
  draftKey: string
  pictures: readonly Picture[]
  state: FormState
  t: ProposalsWords
}) {
  return (
    <section>
      <h2>{t('draft.pictures')}</h2>
      <ul class="rows">
        {pictures.map(({ id, alt }) => (
          <li>
            <span>{alt}</span>
            <form method="post" action={proposalsPaths.draftPictureRemoval(draftKey, id)}>
              <button
                class="button-quiet"
                type="submit"
                aria-label={t('draft.picture_remove_named', { alt })}
              >
                {t('draft.picture_remove')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      {pictures.length < mostPictures ? (
        <details open={Boolean(state.errors.image || state.errors.description)}>
          <summary>{t('draft.picture_add')}</summary>
          <form
            method="post"
            action={proposalsPaths.draftPictures(draftKey)}
            encType="multipart/form-data"
            noValidate
          >
            <FileField
              name="image"
              label={t('draft.picture_file')}
              hint={t('draft.picture_hint')}
              accept="image/jpeg,image/png,image/webp"
              state={state}
              required
            />
            <TextField
              name="description"
              label={t('draft.picture_alt')}
              hint={t('draft.picture_alt_hint')}
              state={state}
              required
            />
            <button class="button-quiet" type="submit">
              {t('draft.picture_send')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

function PublishForm({
  draft,
  draftKey,
  needsPerson,
  state,
  t,
}: DraftProps & { readonly t: ProposalsWords }) {
  const own = draft.isDictated
    ? t('draft.publish_desk', { name: draft.author?.name ?? '' })
    : t('draft.publish_text')
  return (
    <form method="post" action={proposalsPaths.draftPublication(draftKey)} class="card" noValidate>
      <h2>{t('draft.publish')}</h2>
      {needsPerson ? (
        <>
          <p>{t('draft.person_why')}</p>
          <TextField name="nom" label={t('form.name')} hint={t('form.name_hint')} state={state} required />
          <TextField
            name="courriel"
            type="email"
            autoComplete="email"
            label={t('form.email')}
            hint={t('form.email_hint')}
            state={state}
            required
          />
        </>
      ) : (
        <>
          <p>{own}</p>
          {draft.isDictated ? (
            <TextField
              name="courriel"
              type="email"
              label={t('form.desk_email')}
              hint={t('form.desk_email_hint')}
              state={state}
            />
          ) : null}
        </>
      )}
      <p class="field-hint">
        {t('draft.charter')} <a href={proposalsPaths.charter()}>{t('charter.title')}</a>.
      </p>
      <button class="button" type="submit">
        {needsPerson ? t('draft.publish_by_mail') : t('draft.publish_now')}
      </button>
    </form>
  )
}
