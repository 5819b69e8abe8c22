import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const commitmentsWords = catalogue('commitments', { fr, en })
export type CommitmentsWords = ReturnType<typeof commitmentsWords>
