import { isDeepStrictEqual } from 'node:util';
import type { Rows } from './item-rows.ts';
import { indexesOf, readDefinition, type TableDefinition } from './table-definition.ts';

const keysOf = ({ KeySchema, AttributeDefinitions }: TableDefinition) =>
  KeySchema.map((key) => [key, AttributeDefinitions.find(({ AttributeName }) => AttributeName === key.AttributeName)?.AttributeType]);

const derivedFrom = (table: TableDefinition) => [indexesOf(table), table.AttributeDefinitions, table.expiryAttribute];

/** The tables that exist, kept in the file so that a restart finds them. */
export function openCatalogue({ sql, rebuild }: Rows, now: () => number) {
  sql('CREATE TABLE IF NOT EXISTS dynamodb_tables (tbl TEXT PRIMARY KEY, definition TEXT)').run();
  const tables = new Map<string, TableDefinition>();
  for (const row of sql('SELECT tbl, definition FROM dynamodb_tables').all())
    tables.set(String(row.tbl), JSON.parse(String(row.definition)));

  /** Creates a table, or brings an existing one up to date. Other keys than it has are refused, as CloudFormation would replace it. */
  const create = (name: string, properties: object): void => {
    const existing = tables.get(name);
    const definition = readDefinition(name, properties, existing?.CreationDateTime ?? now());
    if (existing && !isDeepStrictEqual(keysOf(existing), keysOf(definition)))
      throw new Error(`Table ${name} exists with another key schema: delete the data or give the table a new name`);
    sql('INSERT OR REPLACE INTO dynamodb_tables VALUES (?, ?)').run(name, JSON.stringify(definition));
    if (existing && !isDeepStrictEqual(derivedFrom(existing), derivedFrom(definition))) rebuild(definition);
    tables.set(name, definition);
  };

  return { tables, create };
}
