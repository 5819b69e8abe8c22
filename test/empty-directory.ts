import type { World } from './make-world.ts'

/** Takes every organisation of a test town away, merged ones too, with the files and what they brought. */
export async function emptyDirectory({ db }: Pick<World, 'db'>): Promise<void> {
  await db.deleteFrom('grants').execute()
  await db.deleteFrom('organisation_merges').execute()
  await db.updateTable('organisations').set({ merged_into: null, merged_at: null }).execute()
  await db.deleteFrom('organisations').execute()
  await db.deleteFrom('file_imports').execute()
  await db.deleteFrom('column_mappings').execute()
}
