/**
 * Writes src/infra/tables.generated.ts from a freshly migrated database. `--check` only says whether it is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type OpenDatabase, openEmbedded } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { projectFile } from '#infra/project-files.ts'

interface ColumnRow {
  table_name: string
  column_name: string
  data_type: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  has_default: boolean
  is_identity: boolean
}

const types: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  text: 'string',
  uuid: 'string',
  date: 'string',
  timestamptz: 'Instant',
  jsonb: 'Json',
  bytea: 'Buffer',
  _text: 'string[]',
  _int2: 'number[]',
  _int4: 'number[]',
}

export async function generateTables(database: OpenDatabase): Promise<string> {
  const { rows } = await sql<ColumnRow>`
    select c.table_name, c.column_name, c.data_type, c.udt_name, c.is_nullable,
           c.column_default is not null as has_default, c.is_identity = 'YES' as is_identity
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
    order by c.table_name, c.ordinal_position`.execute(database.db)
  const tables = Map.groupBy(rows, (row) => row.table_name)
  return `${header}${[...tables].map(([name, columns]) => tableType(name, columns)).join('\n')}
export interface Tables {
${[...tables.keys()].map((name) => `  ${name}: ${typeName(name)}`).join('\n')}
}
`
}

const header = `// Generated from the migrated database by scripts/generate-tables.ts: do not edit.
import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type DefaultInstant = ColumnType<Date, Date | string | undefined, Date | string>
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json = ColumnType<object, string, string>
type DefaultJson = ColumnType<object, string | undefined, string>
type NullableJson = ColumnType<object | null, string | null | undefined, string | null>

`

function tableType(name: string, columns: readonly ColumnRow[]): string {
  return `export interface ${typeName(name)} {\n${columns.map(columnType).join('\n')}\n}\n`
}

function columnType(column: ColumnRow): string {
  const base = types[column.udt_name]
  if (!base)
    throw new Error(`${column.table_name}.${column.column_name}: no TypeScript type for ${column.udt_name}`)
  const nullable = column.is_nullable === 'YES'
  const optional = column.has_default || column.is_identity
  return `  ${column.column_name}: ${columnTypeOf(base, nullable, optional)}`
}

function columnTypeOf(base: string, nullable: boolean, optional: boolean): string {
  // These read as one type and are written as another: Kysely has no nested column types.
  if (base === 'Instant' || base === 'Json')
    return `${nullable ? 'Nullable' : optional ? 'Default' : ''}${base}`
  const type = nullable ? `${base} | null` : base
  return optional ? `Generated<${type}>` : type
}

function typeName(table: string): string {
  return `${table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Table`
}

if (import.meta.main) {
  const database = await openEmbedded(null)
  await migrate(database)
  const text = await generateTables(database)
  await database.close()
  const file = projectFile('src/infra/tables.generated.ts')
  if (process.argv.includes('--check') && readFileSync(file, 'utf8') !== text) {
    console.error('src/infra/tables.generated.ts is out of date: run node scripts/generate-tables.ts')
    process.exit(1)
  }
  writeFileSync(file, text)
}
