import { type FormState, TextArea } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import type { CooperationAct, Lack } from '../life.rules.ts'

export interface ActPanelProps {
  readonly cooperation: Cooperation
  readonly open: readonly CooperationAct[]
  /** What the acts still lack; nothing for those that may be done. */
  readonly lacks: Readonly<Partial<Record<CooperationAct, readonly Lack[]>>>
  readonly state: FormState
  readonly shell: Shell
}

/** Where the page's top leads. */
export const actPanelId = 'prochain-acte'

/** Acts that go forward; the others stop or open it. */
const forward = [
  'mandate',
  'choose',
  'pass_tests',
  'sign',
  'start',
  'renew',
] as const satisfies readonly CooperationAct[]

/** The acts that this person may do now, each with what it means and what it still lacks. */
export function ActPanel({ cooperation, open, lacks, state, shell }: ActPanelProps) {
  const t = cooperationsWords(shell.locale)
  if (open.length === 0) return null
  const { slug } = cooperation
  const isMove = cooperation.rounds.length > 0
  // Another form may always be compared: it is no step that somebody waits for.
  const ahead = forward.filter((act) => open.includes(act) && !(act === 'choose' && isMove))
  const plain = open.filter((act) => act !== 'choose' && act !== 'sign')
  return (
    <section aria-labelledby={actPanelId}>
      <h2 id={actPanelId}>{t('acts.title')}</h2>
      {ahead.map((act) => (
        <>
          <p>
            <strong>{t(`do.${act}`)}</strong> {t(`do.${act}.means`)}
          </p>
          {lacks[act]?.length ? (
            <ul class="checklist">
              {lacks[act]?.map((lack) => (
                <li>
                  <span class="badge" data-state="pending">
                    {t('acts.lacks')}
                  </span>
                  <span>{t(`lack.${lack}`)}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ))}
      <p class="button-row">
        {open.includes('choose') ? (
          <a class={isMove ? 'button-quiet' : 'button'} href={cooperationsPaths.compare(slug)}>
            {t(isMove ? 'do.move' : 'do.choose')}
          </a>
        ) : null}
        {open.includes('sign') && !lacks.sign?.length ? (
          <a class="button" href={cooperationsPaths.sign(slug)}>
            {t('do.sign')}
          </a>
        ) : null}
      </p>
      {plain.length > 0 ? (
        <form method="post" action={cooperationsPaths.act(slug)} class="card" noValidate>
          <input type="hidden" name="version" value={cooperation.version} />
          <TextArea
            name="motif"
            label={t('acts.reason')}
            hint={t('acts.reason_hint')}
            rows={3}
            state={state}
          />
          <p class="button-row">
            {plain.map((act) => (
              <button class={lookOf(act)} type="submit" name="acte" value={act}>
                {t(`do.${act}`)}
              </button>
            ))}
          </p>
        </form>
      ) : null}
    </section>
  )
}

function lookOf(act: CooperationAct): string {
  if (act === 'end' || act === 'drop' || act === 'notice') return 'button-danger'
  return act === 'share' ? 'button-quiet' : 'button'
}
