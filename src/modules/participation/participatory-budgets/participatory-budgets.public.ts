export { budgetEditionSubjects, budgetProjectSubjects } from './budget-subjects.ts'
export { budgetsPaths } from './budgets.paths.ts'
export { participatoryBudgetsRoutes } from './budgets.routes.ts'
export { budgetsWords } from './budgets.words.ts'
