import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf, renderMarkdown } from './markdown.rules.ts'

/** Every tag whole, with the attributes that it may have, each closed by its quote. */
const allowedTag =
  /^<(?:\/?(?:p|h[3-6]|ul|ol|li|em|strong|pre|blockquote|code|a)|br ?\/?|hr ?\/?|code class="[^"<>]*"|ol start="\d+"|a rel="nofollow ugc(?: noopener" href="(?:https?:\/\/|mailto:)[^"<>]*)?"(?: title="[^"<>]*")?)\s?\/?>$/i

function expectHarmless(html: string): void {
  for (const tag of html.match(/<[^>]*>/g) ?? []) expect(tag).toMatch(allowedTag)
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![piège](https://ailleurs.example/suivi.png)',
  '[lien](javascript:alert(1))',
  '[lien](JaVaScRiPt&colon;alert(1))',
  '[lien](data:text/html;base64,PHNjcmlwdD4=)',
  '[lien](https://ailleurs.example "x\\" onmouseover=alert(1) y=\\"")',
  '<https://ailleurs.example/"onclick=alert(1)>',
  '`<b>`',
  '<a href="javascript:alert(1)">x</a>',
  '[a]: javascript:alert(1)\n\n[a]',
  '[x](vbscript:msgbox(1)) <svg/onload=alert(1)>',
  '<!-- --><iframe srcdoc="<script>">',
]

describe('texts of residents', () => {
  test.each(hostile)('%s does nothing', (text) => {
    expectHarmless(renderMarkdown(text))
  })

  test('nothing that anybody types makes another tag', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile, '<', '>', '"', "'", '(', ')', '[', ']', '!', '\n', '# '),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) =>
        expectHarmless(renderMarkdown(parts.join(''))),
      ),
    )
  })

  test('lists, emphasis, titles and links are kept; titles stand below those of the page', () => {
    expect(renderMarkdown('# Pourquoi\n\n- un **banc**\n- [plan](https://ville.example/plan)')).toBe(
      '<h3>Pourquoi</h3>\n<ul>\n<li>un <strong>banc</strong></li>\n<li><a rel="nofollow ugc noopener" href="https://ville.example/plan">plan</a></li>\n</ul>',
    )
  })

  test('a picture elsewhere is a link, never a request', () => {
    expect(renderMarkdown('![plan](https://ailleurs.example/p.png)')).toBe(
      '<p>!<a rel="nofollow ugc noopener" href="https://ailleurs.example/p.png">plan</a></p>',
    )
  })

  test('an excerpt has no marks and is cut between words', () => {
    expect(excerptOf('## Titre\n\n- *un* [plan](https://x.example)')).toBe('Titre un plan')
    expect(excerptOf('mot '.repeat(100), 20)).toBe('mot mot mot mot mot…')
  })
})
