import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const measuresWords = catalogue('measures', { fr, en })
export type MeasuresWords = ReturnType<typeof measuresWords>
