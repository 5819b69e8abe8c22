import { CheckField, ErrorSummary, type FormState, RadioField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { papers } from '../paper-code.rules.ts'
import type { ListedPage } from '../papers.queries.ts'

export interface PageToFileProps {
  readonly page: ListedPage
  readonly state: FormState
}

type Part = PageToFileProps & { readonly shell: Shell; readonly t: CallsWords }

/** One page of a scan: its picture, why it waits, and where it goes. */
export function PageToFilePage(props: PageToFileProps & { readonly shell: Shell }) {
  const { shell, page } = props
  const t = callsWords(shell.locale)
  const part = { ...props, t }
  const title = t('papers.page_of_scan', { page: page.position, name: page.scanName })
  return (
    <Page shell={shell} title={title} width="wide">
      <p class="crumb">
        <a href={callsPaths.papers()}>{t('papers.title')}</a>
      </p>
      <h1>{title}</h1>
      {page.fault ? <p class="alert">{t(`papers.fault.${page.fault}`)}</p> : null}
      <p>
        <a href={callsPaths.scan(page.scanId)}>{t('papers.scan')}</a>
      </p>
      <div class="paper-to-file">
        {page.hasPicture ? (
          <img src={callsPaths.pagePicture(page.scanId, page.position)} alt={t('papers.picture')} />
        ) : (
          <p class="empty">{t('papers.no_picture')}</p>
        )}
        <div>
          {page.state === 'waiting' ? <Filing {...part} /> : null}
          {page.state === 'waiting' ? <Move {...part} move="set_aside" /> : null}
          {page.state === 'set_aside' ? <Move {...part} move="bring_back" /> : null}
          {page.state === 'filed' ? <Filed {...part} /> : null}
        </div>
      </div>
    </Page>
  )
}

function Filing({ page, state, shell, t }: Part) {
  const { paper, callCode, number } = page
  const read = {
    papier: paper ?? 'agreement',
    reference: callCode === null ? '' : `${callCode}-${number ?? 0}`,
    page: page.page === null ? '' : String(page.page),
    pages: page.pages === null ? '' : String(page.pages),
  }
  const filled = { values: { ...read, ...state.values }, errors: state.errors }
  return (
    <form method="post" action={callsPaths.page(page.scanId, page.position)} noValidate>
      <ErrorSummary state={filled} locale={shell.locale} />
      <TextField
        name="reference"
        label={t('papers.reference')}
        hint={t('papers.reference_hint')}
        state={filled}
        required
      />
      <RadioField
        name="papier"
        label={t('papers.paper')}
        choices={papers.map((value) => ({ value, label: t(`papers.paper_${value}`) }))}
        state={filled}
        required
      />
      <TextField
        name="page"
        label={t('papers.page')}
        inputMode="numeric"
        size="short"
        state={filled}
        required
      />
      <TextField
        name="pages"
        label={t('papers.of_pages')}
        inputMode="numeric"
        size="short"
        state={filled}
        required
      />
      {page.fault === 'page_taken' || state.errors.remplace ? (
        <CheckField
          name="remplace"
          label={t('papers.replace')}
          hint={t('papers.replace_hint')}
          state={filled}
        />
      ) : null}
      <button class="button" type="submit">
        {t('papers.file')}
      </button>
    </form>
  )
}

function Filed(part: Part) {
  const { page, t } = part
  return (
    <>
      <p>
        {t('papers.filed_as', {
          reference: `${page.callCode ?? ''}-${page.number ?? 0}`,
          page: page.page ?? 0,
          count: page.pages ?? 0,
        })}
      </p>
      <Move {...part} move="take_out" />
    </>
  )
}

function Move({ page, move, t }: Part & { readonly move: 'set_aside' | 'bring_back' | 'take_out' }) {
  return (
    <form method="post" action={callsPaths.pageMove(page.scanId, page.position)}>
      <button class="button-quiet" type="submit" name="geste" value={move}>
        {t(`papers.${move}`)}
      </button>
    </form>
  )
}
