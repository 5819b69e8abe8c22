import { benchBudget } from '../packages/participatory-budget/bench/bench.ts'
import { referencePath } from '../test/reference.ts'

benchBudget(console.log, referencePath('data', 'participatory-budgets', 'instances'))
