export const noteFormats = ['docx', 'pdf'] as const
export type NoteFormat = (typeof noteFormats)[number]

export const notesPaths = {
  choose: () => '/note',
  show: (scenario: string) => `/note/${scenario}`,
  file: (scenario: string, format: NoteFormat) => `/note/${scenario}/note.${format}`,
  picture: (scenario: string) => `/note/${scenario}/budget.svg`,
}
