import { scenariosPaths } from '#modules/steering/scenarios/scenarios.public.ts'

export const noteFormats = ['docx', 'pdf'] as const
export type NoteFormat = (typeof noteFormats)[number]

export const notesPaths = {
  choose: () => '/note',
  show: scenariosPaths.note,
  file: (scenario: string, format: NoteFormat) => `/note/${scenario}/note.${format}`,
  picture: (scenario: string) => `/note/${scenario}/budget.svg`,
}
