import type { Context } from '#infra/context.ts'
import type { PromisedMeasure } from './promises.rules.ts'

/**
 * Measures, as the module that owns them shows them to evidence: only those that the person may see. Measures show
 * evidence on their page, so evidence does not import measures: the application hands it this book.
 */
export interface MeasureBook {
  find(context: Context, code: string): Promise<PromisedMeasure | null>
  list(context: Context): Promise<PromisedMeasure[]>
}
