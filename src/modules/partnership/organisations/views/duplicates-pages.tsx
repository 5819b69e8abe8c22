import { type FormState, TextField } from '#web/form.tsx'
import { formatInstant, formatShare } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Merge } from '../duplicates.queries.ts'
import type { Clue, Comparable, Comparison } from '../duplicates.rules.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'

export interface DuplicatesProps {
  readonly candidates: readonly Comparison[]
  readonly merges: readonly Merge[]
  readonly state: FormState
}

/** Pairs that a person should look at. */
export function DuplicatesPage({ shell, candidates, merges, state }: DuplicatesProps & { shell: Shell }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('duplicates.title')} width="wide">
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('duplicates.title')}</h1>
      <p class="lead">{t('duplicates.lead')}</p>
      {candidates.length === 0 ? <p class="empty">{t('duplicates.none')}</p> : null}
      {candidates.length > 0 ? (
        <TableScroll label={t('duplicates.caption')} stack>
          <table class="table">
            <caption>{t('duplicates.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('duplicates.pair')}</th>
                <th scope="col">{t('duplicates.agree')}</th>
                <th scope="col">{t('duplicates.disagree')}</th>
                <th scope="col">{t('duplicates.decide')}</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map((candidate) => (
                <tr>
                  <th scope="row">
                    {candidate.one.name}
                    <span class="sub">{candidate.other.name}</span>
                  </th>
                  <td data-label={t('duplicates.agree')}>{clueText(candidate.agree, t)}</td>
                  <td data-label={t('duplicates.disagree')}>
                    {clueText(candidate.disagree, t)}
                    {candidate.isFalseFriend ? (
                      <span class="sub">
                        <strong>{t('duplicates.false_friend')}</strong>
                      </span>
                    ) : null}
                  </td>
                  <td data-label={t('duplicates.decide')}>
                    <a
                      href={organisationsPaths.pair(candidate.one.id, candidate.other.id)}
                      aria-label={t('duplicates.compare_named', {
                        one: candidate.one.name,
                        other: candidate.other.name,
                      })}
                    >
                      {t('duplicates.compare')}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
      <h2>{t('duplicates.by_hand')}</h2>
      <form method="get" action={organisationsPaths.compare()} class="filters">
        <TextField name="un" label={t('duplicates.one')} hint={t('tie.other_hint')} state={state} />
        <TextField name="autre" label={t('duplicates.other')} state={state} />
        <button class="button" type="submit">
          {t('duplicates.compare')}
        </button>
      </form>
      {merges.length > 0 ? <Merges merges={merges} t={t} shell={shell} /> : null}
    </Page>
  )
}

function Merges({ merges, t, shell }: { merges: readonly Merge[]; t: OrganisationsWords; shell: Shell }) {
  return (
    <>
      <h2>{t('duplicates.merged')}</h2>
      <ul class="rows">
        {merges.map((merge) => (
          <li>
            <span>
              {merge.absorbedName} → <a href={organisationsPaths.show(merge.into.id)}>{merge.into.name}</a>
              <span class="sub">
                {merge.mergedBy}, {formatInstant(merge.mergedAt, shell.locale)} {merge.reason}
              </span>
            </span>
            <form method="post" action={organisationsPaths.undoMerge(merge.id)}>
              <button
                class="button-quiet"
                type="submit"
                aria-label={t('duplicates.undo_named', { name: merge.absorbedName })}
              >
                {t('duplicates.undo')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Two records side by side, and the three answers. */
export function PairPage({
  shell,
  comparison,
  error,
}: {
  shell: Shell
  comparison: Comparison
  error: string | null
}) {
  const t = organisationsWords(shell.locale)
  const { one, other } = comparison
  return (
    <Page shell={shell} title={t('duplicates.pair_title')} width="wide">
      <p class="crumb">
        <a href={organisationsPaths.duplicates()}>{t('duplicates.title')}</a>
      </p>
      <h1>{t('duplicates.pair_title')}</h1>
      {error ? (
        <p class="alert" role="alert">
          {error}
        </p>
      ) : null}
      {comparison.isFalseFriend ? <p class="alert">{t('duplicates.false_friend_text')}</p> : null}
      <p>{t('duplicates.likeness', { share: formatShare(comparison.likeness, shell.locale) })}</p>
      <TableScroll label={t('duplicates.pair_title')}>
        <table class="table">
          <thead>
            <tr>
              <td />
              <th scope="col">
                <a href={organisationsPaths.show(one.id)}>{one.name}</a>
              </th>
              <th scope="col">
                <a href={organisationsPaths.show(other.id)}>{other.name}</a>
              </th>
              <th scope="col">{t('duplicates.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {shownClues.map((clue) => (
              <tr>
                <th scope="row">{t(`clue.${clue}`)}</th>
                <td>{clueValue(one, clue) || '–'}</td>
                <td>{clueValue(other, clue) || '–'}</td>
                <td>
                  {comparison.agree.includes(clue)
                    ? t('duplicates.agrees')
                    : comparison.disagree.includes(clue)
                      ? t('duplicates.disagrees')
                      : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <form method="post" action={organisationsPaths.pair(one.id, other.id)}>
        <div class="field">
          <label for="motif">{t('queue.reason')}</label>
          <input id="motif" name="motif" type="text" />
        </div>
        <p>
          <button class="button-quiet" type="submit" name="decision" value="distinctes">
            {t('duplicates.apart')}
          </button>
        </p>
        <p>
          <button class="button" type="submit" name="decision" value="garder-un">
            {t('duplicates.keep', { name: one.name })}
          </button>{' '}
          <button class="button" type="submit" name="decision" value="garder-autre">
            {t('duplicates.keep', { name: other.name })}
          </button>
        </p>
        <p class="field-hint">{t('duplicates.hint')}</p>
      </form>
    </Page>
  )
}

const shownClues = [
  'siren',
  'rna',
  'postcode',
  'department',
  'legal_form',
  'activity',
  'founded',
  'email',
  'telephone',
] as const satisfies readonly Clue[]

function clueValue(record: Comparable, clue: (typeof shownClues)[number]): string {
  const values = {
    siren: record.siren ?? '',
    rna: record.rna ?? '',
    postcode: record.postcode,
    department: record.postcode.slice(0, 2) || (record.rna?.slice(1, 3) ?? ''),
    legal_form: record.legalForm,
    activity: record.activity,
    founded: record.founded,
    email: record.email,
    telephone: record.telephone,
  }
  return values[clue]
}

export function clueText(list: readonly Clue[], t: OrganisationsWords): string {
  return list.length === 0 ? '–' : list.map((clue) => t(`clue.${clue}`)).join(', ')
}
