import {
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation, Party } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import type { Council } from '../life.rules.ts'
import { PartPage } from './part-page.tsx'

export interface CouncilPageProps {
  readonly cooperation: Cooperation
  readonly party: Party
  readonly council: Council | null
  /** The draft belongs to the party that the person speaks for. */
  readonly canReadDraft: boolean
  readonly canVote: boolean
  /** Deliberations of the town of this site; none for the others. */
  readonly deliberations: readonly Choice[]
  readonly draftState: FormState
  readonly state: FormState
}

/** What one council prepares, and what it voted. */
export function CouncilPage(props: CouncilPageProps & { readonly shell: Shell }) {
  const { cooperation, party, council, canReadDraft, draftState, shell } = props
  const t = cooperationsWords(shell.locale)
  const version = council?.version ?? 0
  return (
    <PartPage shell={shell} cooperation={cooperation} title={party.name}>
      {canReadDraft ? (
        <section aria-labelledby="projet-de-deliberation">
          <h2 id="projet-de-deliberation">{t('councils.draft')}</h2>
          <p>
            {party.kind === 'town'
              ? t('councils.draft_means_town')
              : t('councils.draft_means', { town: shell.town.name })}
          </p>
          <form method="post" action={cooperationsPaths.draft(cooperation.slug, party.id)} noValidate>
            {Object.keys(draftState.errors).length > 0 ? (
              <ErrorSummary state={draftState} locale={shell.locale} />
            ) : null}
            <input type="hidden" name="version_conseil" value={version} />
            <TextArea name="projet" label={t('councils.draft_text')} rows={8} state={draftState} />
            <button class="button-quiet" type="submit">
              {t('councils.save_draft')}
            </button>
          </form>
        </section>
      ) : null}
      <VoteForm {...props} version={version} />
    </PartPage>
  )
}

function VoteForm(props: CouncilPageProps & { readonly shell: Shell; readonly version: number }) {
  const { cooperation, party, canVote, deliberations, state, shell, version } = props
  const t = cooperationsWords(shell.locale)
  return (
    <section aria-labelledby="vote-du-conseil">
      <h2 id="vote-du-conseil">{t('councils.vote')}</h2>
      {canVote ? (
        <form method="post" action={cooperationsPaths.vote(cooperation.slug, party.id)} noValidate>
          <ErrorSummary state={state} locale={shell.locale} />
          <input type="hidden" name="version_conseil" value={version} />
          <RadioField
            name="vote"
            label={t('councils.how')}
            state={state}
            choices={(['adopted', 'refused'] as const).map((outcome) => ({
              value: outcome,
              label: t(`outcome.${outcome}`),
            }))}
            required
          />
          <TextField name="numero" label={t('councils.number')} size="short" state={state} required />
          <TextField name="le" label={t('councils.day')} type="date" size="short" state={state} required />
          {deliberations.length > 0 ? (
            <SelectField
              name="deliberation"
              label={t('councils.our_record')}
              empty={t('councils.no_record')}
              state={state}
              choices={deliberations}
            />
          ) : null}
          <button class="button" type="submit">
            {t('councils.record')}
          </button>
        </form>
      ) : (
        <p class="empty">{t('councils.not_yet')}</p>
      )}
    </section>
  )
}
