import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const evidenceWords = catalogue('evidence', { fr, en })
export type EvidenceWords = ReturnType<typeof evidenceWords>
