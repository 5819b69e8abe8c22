import type { ComponentChildren } from 'preact'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import type { Authority, CommuneRanks } from '../authorities.rules.ts'
import { type AuthoritiesWords, authoritiesWords } from '../authorities.words.ts'
import type { GroupingCompetences } from '../competences.queries.ts'
import { GroupingsSection } from './groupings-section.tsx'
import { Officers, type OfficersProps } from './officers.tsx'

export interface AuthorityPageProps {
  readonly authority: Authority
  readonly department: Authority | null
  readonly region: Authority | null
  readonly epci: Authority | null
  readonly members: readonly Authority[]
  /** Of a commune only. */
  readonly ranks: CommuneRanks | null
  /** Of which it is a member, or which it is. */
  readonly groupings: readonly GroupingCompetences[]
  /** Null for those who do not work with partners. */
  readonly officers: Omit<OfficersProps, 'authority' | 'shell'> | null
}

export function AuthorityPage(props: AuthorityPageProps & { readonly shell: Shell }) {
  const { shell, authority, department, region, epci, members, ranks } = props
  const t = authoritiesWords(shell.locale)
  const { population, postcodes, siren } = authority
  return (
    <Page shell={shell} title={authority.name}>
      <p class="crumb">
        <a href={authoritiesPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{authority.name}</h1>
      <p class="lead">{t(`kind.${authority.kind}`)}</p>
      <dl class="facts">
        <Fact term={t('page.population')}>
          {population === null ? t('page.unknown') : formatNumber(population, shell.locale)}
        </Fact>
        {authority.kind === 'epci' ? null : <Fact term={t('page.code')}>{authority.code}</Fact>}
        {siren ? <Fact term={t('page.siren')}>{siren}</Fact> : null}
        {postcodes.length > 0 ? <Fact term={t('page.postcodes')}>{postcodes.join(', ')}</Fact> : null}
        <Linked term={t('page.epci')} to={epci} />
        <Linked term={t('page.department')} to={department} />
        <Linked term={t('page.region')} to={region} />
      </dl>
      {ranks ? <Ranks ranks={ranks} t={t} shell={shell} /> : null}
      {members.length > 0 ? (
        <>
          <h2>{t('page.members', { count: members.length })}</h2>
          <ul>
            {members.map((member) => (
              <li>
                <a href={authoritiesPaths.show(member)}>{member.name}</a>{' '}
                <span class="muted">{formatNumber(member.population ?? 0, shell.locale)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <GroupingsSection groupings={props.groupings} shell={shell} />
      {props.officers ? <Officers {...props.officers} authority={authority} shell={shell} /> : null}
      <p class="muted">{t('page.source')}</p>
    </Page>
  )
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Linked({ term, to }: { term: string; to: Authority | null }) {
  return to ? (
    <Fact term={term}>
      <a href={authoritiesPaths.show(to)}>{to.name}</a>
    </Fact>
  ) : null
}

function Ranks({ ranks, t, shell }: { ranks: CommuneRanks; t: AuthoritiesWords; shell: Shell }) {
  const written = ({ place, among }: CommuneRanks['country']) => ({
    place: formatNumber(place, shell.locale),
    among: formatNumber(among, shell.locale),
  })
  return (
    <>
      <h2>{t('page.ranks')}</h2>
      <ul>
        {ranks.epci ? <li>{t('page.rank_epci', written(ranks.epci))}</li> : null}
        <li>{t('page.rank_department', written(ranks.department))}</li>
        <li>{t('page.rank_country', written(ranks.country))}</li>
      </ul>
    </>
  )
}
