export { type Commune, communeAt, communeCode, communeOf } from './communes.rules.ts'
export {
  codeNames,
  communeFaults,
  fileFaults,
  mostCommunes,
  nameNames,
  type OutlineFault,
  readOutlines,
} from './outline-file.rules.ts'
export {
  type Box,
  boxAround,
  boxOf,
  isInBox,
  middleOf,
  type Shape,
  type Spot,
  spotOf,
  spotsInDegree,
} from './plane.rules.ts'
export { thinShapes } from './simplify.rules.ts'
export {
  countCommunes,
  deleteCommunes,
  findOutlineSource,
  listCommunes,
  lockTerritory,
  type OutlineSource,
  writeCommunes,
} from './territory.queries.ts'
