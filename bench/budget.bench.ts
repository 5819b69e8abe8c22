/**
 * What reading and counting a participatory budget costs, beside the textbook's way in the same run.
 * Run: node bench/budget.bench.ts
 */
import { benchBudget } from '../packages/participatory-budget/bench/bench-budget.ts'
import { referencePath } from '../test/reference.ts'

benchBudget(console.log, referencePath('data', 'participatory-budgets', 'instances'))
