import type { Picture } from '../pictures.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'

/** The pictures of a proposal, small, each leading to the whole one. */
export function Pictures({ pictures }: { readonly pictures: readonly Picture[] }) {
  if (pictures.length === 0) return null
  return (
    <ul class="pictures">
      {pictures.map(({ id, alt, width, height }) => {
        const scale = Math.min(1, 320 / Math.max(width, height))
        return (
          <li>
            <a href={proposalsPaths.picture(id)}>
              <img
                src={proposalsPaths.thumbnail(id)}
                alt={alt}
                width={Math.round(width * scale)}
                height={Math.round(height * scale)}
                loading="lazy"
              />
            </a>
          </li>
        )
      })}
    </ul>
  )
}
