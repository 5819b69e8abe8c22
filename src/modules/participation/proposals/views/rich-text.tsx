import { renderMarkdown } from '../markdown.rules.ts'

/** What a person wrote. Every tag was written by `renderMarkdown`, whose tests say what it lets through. */
export function RichText({ text }: { readonly text: string }) {
  return <div class="rich-text" dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />
}
