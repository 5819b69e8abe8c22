import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Tables of the town in the order of their names, without the list of migrations. */
export async function listTables(tx: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'
    order by table_name collate "C"`.execute(tx)
  return rows.map((row) => row.name)
}

export async function countRows(tx: Database, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function readMigrationRows(tx: Database): Promise<{ name: string; digest: string }[]> {
  const { rows } = await sql<{ name: string; digest: string }>`
    select name, digest from schema_migrations order by name collate "C"`.execute(tx)
  return rows
}

export async function readHead(tx: Database): Promise<{ seq: number; entry_hash: string }> {
  return tx.selectFrom('journal_head').select(['seq', 'entry_hash']).executeTakeFirstOrThrow()
}

/** Rows of a table as JSON texts, page by page, inside an open transaction. */
export async function* readRows(tx: Database, table: string, size: number): AsyncGenerator<string[]> {
  await sql`declare backup_rows no scroll cursor for
    select row_to_json(backed_up)::text as line from ${sql.table(table)} backed_up`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(size)} from backup_rows`.execute(tx)
    if (rows.length > 0) yield rows.map((row) => row.line)
    if (rows.length < size) break
  }
  await sql`close backup_rows`.execute(tx)
}

/** Whether nobody has used this database yet: no table, or no account and no act. */
export async function isEmptyTown(db: Database): Promise<boolean> {
  const { rows } = await sql<{ present: boolean }>`
    select to_regclass('accounts') is not null as present`.execute(db)
  if (!rows[0]?.present) return true
  const { rows: used } = await sql<{ used: boolean }>`
    select exists (select from accounts) or exists (select from official_acts) as used`.execute(db)
  return used[0]?.used === false
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** Takes the foreign keys away while rows come in the order of their tables' names; answers how to put them back. */
export async function dropForeignKeys(tx: Database): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select source.relname as "table", constraint_.conname as name,
      pg_get_constraintdef(constraint_.oid) as definition
    from pg_constraint constraint_ join pg_class source on source.oid = constraint_.conrelid
    where constraint_.contype = 'f' and source.relnamespace = current_schema()::regnamespace
    order by 1, 2`.execute(tx)
  for (const key of rows)
    await sql`alter table ${sql.table(key.table)} drop constraint ${sql.id(key.name)}`.execute(tx)
  return rows
}

/** Puts the foreign keys back: the database checks every row against them. */
export async function restoreForeignKeys(tx: Database, keys: readonly ForeignKey[]): Promise<void> {
  for (const key of keys)
    await sql`alter table ${sql.table(key.table)} add constraint ${sql.id(key.name)} ${sql.raw(key.definition)}`.execute(
      tx,
    )
}

/** The rules that make rows append-only or frozen stand aside while a backup comes back. */
export async function setTriggers(
  tx: Database,
  tables: readonly string[],
  change: 'enable' | 'disable',
): Promise<void> {
  for (const table of tables)
    await sql`alter table ${sql.table(table)} ${sql.raw(change)} trigger user`.execute(tx)
}

/** Removes what the migrations themselves inserted. */
export async function emptyTables(tx: Database, tables: readonly string[]): Promise<void> {
  await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))}`.execute(tx)
}

/** Writes rows given as one JSON list, with the numbers that they had. */
export async function insertRows(tx: Database, table: string, json: string): Promise<void> {
  const columns = await listColumns(tx, table)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(tx)
}

/** Columns that hold something of their own: a generated one is computed again. */
async function listColumns(tx: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`.execute(tx)
  return rows.map((row) => row.name)
}

/** Numbers that the database gives go on after the greatest one restored. */
export async function restoreSequences(tx: Database): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(tx)
  for (const { table, column } of rows)
    await sql`select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}),
      coalesce(max(${sql.ref(column)}), 0) + 1, false) from ${sql.table(table)}`.execute(tx)
}
