import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { deliberationsPaths } from '#modules/steering/deliberations/deliberations.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, type Party, stayingParties } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { Council } from '../life.rules.ts'

export interface CouncilsSectionProps {
  readonly cooperation: Cooperation
  readonly councils: readonly Council[]
  /** Parties whose council page the person may open. */
  readonly speakFor: ReadonlySet<string>
  readonly shell: Shell
}

/** What each council decided, one apart from the other, and who signed. */
export function CouncilsSection({ cooperation, councils, speakFor, shell }: CouncilsSectionProps) {
  const t = cooperationsWords(shell.locale)
  return (
    <section aria-labelledby="conseils">
      <h2 id="conseils">{t('councils.title')}</h2>
      <TableScroll label={t('councils.title')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('councils.council')}</th>
              <th scope="col">{t('councils.vote')}</th>
              <th scope="col">{t('councils.signatory')}</th>
            </tr>
          </thead>
          <tbody>
            {concernedParties(cooperation, councils).map((party) => {
              const council = councils.find(({ partyId }) => partyId === party.id)
              return (
                <tr>
                  <th scope="row">
                    {party.name}
                    {party.leftOn === null && speakFor.has(party.id) ? (
                      <span class="sub">
                        <a href={cooperationsPaths.council(cooperation.slug, party.id)}>
                          {t('councils.open')}
                          <span class="hidden-text"> {party.name}</span>
                        </a>
                      </span>
                    ) : null}
                  </th>
                  <td data-label={t('councils.vote')}>
                    <Vote council={council} shell={shell} t={t} />
                  </td>
                  <td data-label={t('councils.signatory')}>{council?.signatory || '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

/** Those that go on, and those that voted before they gave notice: what was decided stays written. */
function concernedParties(cooperation: Cooperation, councils: readonly Council[]) {
  const staying = stayingParties(cooperation)
  const voted = ({ id }: Party) =>
    councils.some(({ partyId, outcome }) => partyId === id && outcome !== 'pending')
  return cooperation.parties.filter((party) => staying.includes(party) || voted(party))
}

const looks = { pending: 'pending', adopted: 'met', refused: 'unmet' } as const

function Vote({
  council,
  shell,
  t,
}: {
  readonly council: Council | undefined
  readonly shell: Shell
  readonly t: CooperationsWords
}) {
  const outcome = council?.outcome ?? 'pending'
  const day = parseCalendarDate(council?.decidedOn ?? '')
  return (
    <>
      <span class="badge" data-state={looks[outcome]}>
        {t(`outcome.${outcome}`)}
      </span>{' '}
      {council?.deliberationId ? (
        <a href={deliberationsPaths.show(council.deliberationId)}>{council.number}</a>
      ) : (
        council?.number
      )}
      {day ? <span class="sub">{formatDay(day, shell.locale)}</span> : null}
    </>
  )
}
