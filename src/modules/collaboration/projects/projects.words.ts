import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const projectsWords = catalogue('projects', { fr, en })
export type ProjectsWords = ReturnType<typeof projectsWords>
