import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseSiren } from '#kernel/siren.ts'
import { communeCode } from '#modules/partnership/territory/territory.public.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { parseRna, readSiret } from './identifiers.rules.ts'
import { formatOpeningHours, parseOpeningHours } from './opening-hours.rules.ts'
import { type Scheme, schemes } from './organisations.rules.ts'
import { deMinimisKinds, meetingKinds, personRoles, receiptKinds, tieKinds } from './record.rules.ts'
import { parseAlsaceMoselle, parseCourt } from './register-entries.rules.ts'

/** The filters of the directory: what is not in the lists is no filter at all. */
export const filterInput = z.object({
  q: z.string().max(200).catch('').default(''),
  etat: z.enum(['active', 'fermee']).optional().catch(undefined),
  theme: z.string().max(60).optional().catch(undefined),
  quartier: z.string().max(60).optional().catch(undefined),
  commune: z.string().regex(communeCode).optional().catch(undefined),
  suite: z.string().max(600).optional().catch(undefined),
})

/** What of the map is looked at; what cannot be read is the whole of it. */
export const viewInput = z.object({
  niveau: z.coerce.number().int().min(0).max(30).optional().catch(undefined),
  lat: z.coerce.number().min(-90).max(90).optional().catch(undefined),
  lon: z.coerce.number().min(-180).max(180).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** Codes of what a form may hold wrong; each has a sentence in both languages. */
export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'dates_order',
  'hours_unreadable',
  'place_unreadable',
  'place_missing',
  'amount_unreadable',
  'mail_unreadable',
  'website_unreadable',
  'organisation_unknown',
  'next_step_missing',
  'declared_incomplete',
  'contract_no_aid',
  'siret_unreadable',
  'number_unreadable',
  'court_unknown',
] as const

const yes = z
  .literal('oui')
  .transform(() => true)
  .or(z.string().transform(() => false))
  .default(false)

const mail = z.literal('').or(z.email('mail_unreadable').max(200, 'text_long')).default('')
const list = z
  .string()
  .default('')
  .transform((joined) => joined.split(',').filter(Boolean))

const website = z
  .literal('')
  .or(z.url({ protocol: /^https?$/, error: 'website_unreadable' }).max(300, 'text_long'))
  .default('')

export const recordInput = z.object({
  nom: filled(200),
  nom_usage: text(200),
  sigle: text(60),
  presentation: text(4000),
  site: website,
  courriel: mail,
  telephone: text(40),
  categorie: text(100),
  activite: text(200),
  ess: text(100),
  ess_raison: text(300),
  esus: text(20),
  effectif: text(40),
  creation: z.literal('').or(z.iso.date('date')).default(''),
  quartier: text(60),
  themes: list,
  public: list,
  lieux_prives: yes,
  version: version.default(1),
})
export type RecordInput = z.infer<typeof recordInput>

const inOrder = (from: string | null, to: string | null) => from === null || to === null || from <= to

const degrees = (most: number) =>
  optional(
    z
      .string()
      .regex(/^[+-]?\d{1,3}([.,]\d{1,10})?$/, 'place_unreadable')
      .transform((typed) => Number(typed.replace(',', '.')))
      .refine((value) => Math.abs(value) <= most, 'place_unreadable'),
  )

const hours = text(400)
  .refine((typed) => parseOpeningHours(typed).ok, 'hours_unreadable')
  .transform((typed) => {
    const parsed = parseOpeningHours(typed)
    return parsed.ok ? formatOpeningHours(parsed.value) : typed
  })

const optionalSiret = text(20)
  .transform((typed) => readSiret(typed, false))
  .refine((read) => read.kind === 'missing' || read.kind === 'valid', 'siret_unreadable')
  .transform((read) => (read.kind === 'valid' ? read.siret : ''))

export const establishmentInput = z
  .object({
    nom: text(200),
    rue: text(200),
    code_postal: text(10),
    ville: text(100),
    latitude: degrees(90),
    longitude: degrees(180),
    siret: optionalSiret,
    horaires: hours,
    siege: yes,
  })
  .refine(({ nom, rue, ville }) => `${nom}${rue}${ville}` !== '', { path: ['rue'], message: 'place_missing' })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ['longitude'],
    message: 'place_unreadable',
  })

/** A number as it is kept; empty where the text is not one of that kind. */
function numberOf(scheme: Scheme, typed: string): string {
  if (scheme === 'siren') return parseSiren(typed) ?? ''
  if (scheme === 'rna') return parseRna(typed) ?? ''
  if (scheme === 'alsace_moselle') return parseAlsaceMoselle(typed) ?? ''
  const siret = readSiret(typed, false)
  return siret.kind === 'valid' ? siret.siret : ''
}

export const numberInput = z
  .object({
    nature: z.enum(schemes, 'choice'),
    numero: filled(60),
    tribunal: text(100),
    debut: optional(day),
    fin: optional(day),
  })
  .refine(({ debut, fin }) => inOrder(debut, fin), { path: ['fin'], message: 'dates_order' })
  .refine(({ nature, numero }) => numberOf(nature, numero) !== '', {
    path: ['numero'],
    message: 'number_unreadable',
  })
  .refine(({ nature, tribunal }) => nature !== 'alsace_moselle' || parseCourt(tribunal) !== null, {
    path: ['tribunal'],
    message: 'court_unknown',
  })
  .transform((input) => ({
    ...input,
    numero: numberOf(input.nature, input.numero),
    tribunal: input.nature === 'alsace_moselle' ? (parseCourt(input.tribunal) ?? '') : '',
  }))

export const personInput = z
  .object({
    nom: filled(120),
    fonction: z.enum(personRoles, 'choice'),
    courriel: mail,
    telephone: text(40),
    debut: optional(day),
    fin: optional(day),
    mandat: text(300),
    public: yes,
  })
  .refine(({ debut, fin }) => inOrder(debut, fin), { path: ['fin'], message: 'dates_order' })

export const labelInput = z
  .object({
    nom: filled(200),
    emetteur: filled(200),
    obtenu: optional(day),
    expire: optional(day),
    preuve: text(300),
  })
  .refine(({ obtenu, expire }) => inOrder(obtenu, expire), { path: ['expire'], message: 'dates_order' })

export const tieInput = z
  .object({
    nature: z.enum(tieKinds, 'choice'),
    /** SIREN, RNA or address of the page of the other organisation. */
    autre: filled(300),
    debut: optional(day),
    fin: optional(day),
    preuve: text(300),
  })
  .refine(({ debut, fin }) => inOrder(debut, fin), { path: ['fin'], message: 'dates_order' })

export const meetingInput = z
  .object({
    jour: day,
    nature: z.enum(meetingKinds, 'choice'),
    participants: filled(500),
    objet: filled(2000),
    suite: text(500),
    suite_le: optional(day),
    fait: yes,
  })
  .refine(({ suite, suite_le }) => suite_le === null || suite !== '', {
    path: ['suite'],
    message: 'next_step_missing',
  })

export const receiptInput = z
  .object({
    nature: z.enum(receiptKinds, 'choice'),
    jour: day,
    montant: z
      .string()
      .default('')
      .transform((typed) => parseEuros(typed) ?? -1)
      .refine((amount) => amount >= 0, 'amount_unreadable'),
    objet: filled(500),
    acte: text(200),
    regime: z.enum(deMinimisKinds, 'choice'),
    financeur: text(200),
  })
  .refine(({ nature, regime }) => nature !== 'contract' || regime === 'unsaid' || regime === 'none', {
    path: ['regime'],
    message: 'contract_no_aid',
  })
  .refine(
    ({ nature, regime, financeur }) =>
      nature !== 'declared' || (financeur !== '' && (regime === 'general' || regime === 'sgei')),
    { path: ['financeur'], message: 'declared_incomplete' },
  )

export const regimeInput = z.object({ regime: z.enum(deMinimisKinds, 'choice') })
export const versionInput = z.object({ version: version.catch(0) })
