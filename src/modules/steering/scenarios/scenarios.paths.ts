export const scenariosPaths = {
  list: () => '/scenarios',
  new: () => '/scenarios/nouveau',
  compare: (codes: readonly string[] = []) =>
    `/scenarios/comparaison${codes.length === 0 ? '' : `?${new URLSearchParams(codes.map((code) => ['s', code]))}`}`,
  show: (code: string) => `/scenarios/${code}`,
  frame: (code: string) => `/scenarios/${code}/cadre`,
  choices: (code: string) => `/scenarios/${code}/mesures`,
  links: (code: string) => `/scenarios/${code}/liens`,
  linkRemoval: (code: string) => `/scenarios/${code}/liens/suppression`,
  synergies: (code: string) => `/scenarios/${code}/bonus`,
  synergyRemoval: (code: string) => `/scenarios/${code}/bonus/suppression`,
  solve: (code: string) => `/scenarios/${code}/calcul`,
  hand: (code: string) => `/scenarios/${code}/main`,
  file: (code: string) => `/scenarios/${code}/probleme.json`,
  removal: (code: string) => `/scenarios/${code}/suppression`,
  /** A page of the notes, which know the scenarios and not the reverse. */
  note: (code: string) => `/note/${code}`,
}
