import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { formatEurosPlain, cents as toCents } from '#kernel/cents.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import type { CallInput } from './calls.inputs.ts'
import type { Call, CallRules, Offer } from './calls.rules.ts'
import type { CallsWords } from './calls.words.ts'
import { parisTime } from './paris-time.rules.ts'

export function callRules(input: CallInput): CallRules {
  return {
    title: input.titre,
    summary: input.resume,
    rulesText: input.reglement,
    legalBasis: input.base,
    applicants: input.candidats,
    engagement: input.engagement,
    measureId: input.mesure,
    rulesDeliberationId: input.deliberation,
    opensAt: input.opensAt,
    closesAt: input.closesAt,
    answerOn: input.reponse,
    readersPerFile: input.lecteurs,
    tieRule: input.egalites,
    instalments: input.versements,
    contact: input.contact,
  }
}

export function callForm(call: Call): FormState {
  const [opens, closes] = [parisTime(call.opensAt), parisTime(call.closesAt)]
  return {
    values: {
      titre: call.title,
      resume: call.summary,
      reglement: call.rulesText,
      base: call.legalBasis,
      candidats: call.applicants.join(','),
      engagement: call.engagement,
      mesure: call.measureId ?? '',
      deliberation: call.rulesDeliberationId ?? '',
      ouverture: opens.day,
      ouverture_heure: opens.time,
      cloture: closes.day,
      cloture_heure: closes.time,
      reponse: call.answerOn,
      lecteurs: call.readersPerFile === null ? '' : String(call.readersPerFile),
      egalites: call.tieRule,
      versements: call.instalments.join(' + '),
      contact: call.contact,
      version: String(call.version),
    },
    errors: {},
  }
}

/** A new call: what most towns answer is answered already. */
export function newCallForm(t: CallsWords, today: CalendarDate): FormState {
  return {
    ...emptyForm,
    values: {
      base: t('form.legal_basis_default'),
      candidats: 'association',
      engagement: 'collaborate',
      ouverture: addDays(today, 7),
      ouverture_heure: '09:00',
      cloture: addDays(today, 49),
      cloture_heure: '17:00',
      reponse: addDays(today, 105),
      egalites: 'receipt',
      versements: '70 + 30',
      version: '1',
    },
  }
}

export function gridForm({ call, criteria, envelopes }: Offer): FormState {
  return {
    values: {
      version: String(call.version),
      ...Object.fromEntries(
        criteria.flatMap(({ number, label, weight, scale, highest }) => [
          [`critere_${number}`, label],
          [`poids_${number}`, String(weight)],
          [`maximum_${number}`, String(highest)],
          [`echelle_${number}`, scale],
        ]),
      ),
      ...Object.fromEntries(
        envelopes.flatMap(({ number, label, cents }) => [
          [`enveloppe_${number}`, label],
          [`montant_${number}`, formatEurosPlain(toCents(cents))],
        ]),
      ),
    },
    errors: {},
  }
}
