import type { ComponentChildren } from 'preact'
import type { Locale } from '#kernel/locale.ts'
import type { Shell } from './shell.ts'
import { type WebWords, webWords } from './web-words.ts'

interface PageProps {
  readonly shell: Shell
  readonly title: string
  /** `wide` for the dense pages of the services; residents' pages keep a readable measure. */
  readonly width?: 'reading' | 'wide'
  /** Name of the island that this page needs, if any. */
  readonly island?: string
  readonly children: ComponentChildren
}

/** The only shell of the site: what surrounds every page. */
export function Page({ shell, title, width = 'reading', island, children }: PageProps) {
  const t = webWords(shell.locale)
  return (
    <html lang={shell.locale}>
      <Head shell={shell} title={title} island={island} />
      <body>
        <a class="skip" href="#contenu">
          {t('skip')}
        </a>
        <Header shell={shell} t={t} />
        <main id="contenu" class={`page page-${width}`} tabIndex={-1}>
          {shell.notice ? (
            <p class="notice" role="status">
              <strong>{t('notice')}</strong> {shell.notice}
            </p>
          ) : null}
          {children}
        </main>
        <Footer shell={shell} t={t} />
        {shell.person ? <Shortcuts t={t} /> : null}
      </body>
    </html>
  )
}

function Head({ shell, title, island }: { shell: Shell; title: string; island: string | undefined }) {
  const script = island ? shell.assets.islands[island] : undefined
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · ${shell.town.name}`}</title>
      {shell.assets.fonts.map((font) => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={shell.assets.style} />
      <link rel="stylesheet" href="/couleurs.css" />
      <link rel="icon" href="/icone.svg" type="image/svg+xml" />
      <script type="module" src={shell.assets.script} />
      {script ? <script type="module" src={script} /> : null}
    </head>
  )
}

function Header({ shell, t }: { shell: Shell; t: WebWords }) {
  return (
    <header class="site-header">
      {shell.town.isFictional ? <p class="fictional">{t('fictional')}</p> : null}
      <div class="site-bar">
        <a class="site-name" href="/">
          <img class="site-mark" src="/icone.svg" alt="" width="40" height="40" />
          <span>
            <span class="site-town">{shell.town.name}</span> <span class="site-product">Faire Commune</span>
          </span>
        </a>
        <div class="site-person">
          <LanguageSwitch locale={shell.locale} path={shell.path} t={t} />
          <Person shell={shell} t={t} />
        </div>
      </div>
      <nav class="site-menu" aria-label={t('menu')}>
        {/* Folded on a phone; layout.css keeps it open where there is room. */}
        <details>
          <summary>{t('menu_short')}</summary>
          <ul>
            {shell.menu.map((link, index) => (
              <li>
                <a
                  href={link.href}
                  data-key={index + 1}
                  data-part={link.part}
                  aria-current={isHere(link.href, shell.path) ? 'page' : undefined}
                >
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </details>
      </nav>
    </header>
  )
}

function Person({ shell, t }: { shell: Shell; t: WebWords }) {
  if (!shell.person) return <a href="/connexion">{t('sign_in')}</a>
  return (
    <>
      <a href="/mon-compte" class="person">
        {shell.person.name}
      </a>
      <form method="post" action="/deconnexion">
        <button class="button-quiet" type="submit">
          {t('sign_out')}
        </button>
      </form>
    </>
  )
}

/** A form, because choosing a language is remembered: a GET never changes anything. */
function LanguageSwitch({ locale, path, t }: { locale: Locale; path: string; t: WebWords }) {
  return (
    <form method="post" action="/langue">
      <input type="hidden" name="retour" value={path} />
      <button
        class="button-quiet"
        type="submit"
        name="langue"
        value={locale === 'fr' ? 'en' : 'fr'}
        lang={t('language_code')}
      >
        {t('language')}
      </button>
    </form>
  )
}

function Footer({ shell, t }: { shell: Shell; t: WebWords }) {
  return (
    <footer class="site-footer">
      <p>
        {shell.town.name} · SIREN {shell.town.siren.replace(/(\d{3})(?=\d)/g, '$1\u202f')}
      </p>
      <ul>
        <li>
          <a href="/a-propos">{t('footer_about')}</a>
        </li>
        <li>
          <a href="/accessibilite">{t('footer_accessibility')}</a>
        </li>
        <li>
          <a href="/journal">{t('footer_journal')}</a>
        </li>
      </ul>
    </footer>
  )
}

/** Opened by `?`, and filled with the shortcuts that the page has (client/keys.ts). */
function Shortcuts({ t }: { t: WebWords }) {
  return (
    <dialog id="raccourcis" aria-labelledby="raccourcis-titre">
      <h2 id="raccourcis-titre">{t('keys_title')}</h2>
      <dl class="keys" />
      <form method="dialog">
        <div class="field-check">
          <input type="checkbox" id="raccourcis-actifs" />
          <label for="raccourcis-actifs">{t('keys_on')}</label>
        </div>
        <button class="button" type="submit">
          {t('close')}
        </button>
      </form>
    </dialog>
  )
}

function isHere(href: string, path: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`))
}
