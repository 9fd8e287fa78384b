/** TypeScript types of every operation in the API description, for the browser: `web/generated/operations.ts`. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Media {
  readonly content?: Record<string, { schema?: Schema }>;
}
interface Operation {
  readonly requestBody?: Media;
  readonly responses?: Record<string, Media>;
}
export interface ApiDescription {
  readonly paths?: Record<string, Record<string, Operation>>;
  readonly components?: { readonly schemas?: Record<string, Schema> };
}

const primitives: Record<string, string> = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

function objectType(schema: Schema): string {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => `${JSON.stringify(key)}${schema.required?.includes(key) ? '' : '?'}: ${typeOf(value)}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  const rest = schema.additionalProperties;
  return `Record<string, ${typeof rest === 'object' ? typeOf(rest) : rest === false ? 'never' : 'unknown'}>`;
}

/** A JSON Schema as a TypeScript type. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown';
  if (schema.$ref) return `Schemas[${JSON.stringify(schema.$ref.split('/').at(-1))}]`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => typeOf(one)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one)})`).join(' & ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ');
  if (schema.type === 'array') return `(${typeOf(schema.items)})[]`;
  if (schema.type === 'object') return objectType(schema);
  return primitives[String(schema.type)] ?? 'unknown';
}

const jsonOf = (media: Media | undefined): Schema | undefined => media?.content?.['application/json']?.schema;

/** The whole generated file. */
export function operationsOf(api: ApiDescription): string {
  const schemas = Object.entries(api.components?.schemas ?? {}).map(([name, schema]) => `  ${JSON.stringify(name)}: ${typeOf(schema)};`);
  const operations = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
      return `  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: { body: ${typeOf(jsonOf(operation.requestBody))}; answer: ${typeOf(jsonOf(success))} };`;
    }),
  );
  return [
    '// Generated from docs/openapi.json by `npm run draw`.',
    '',
    'export interface Schemas {',
    ...schemas,
    '}',
    '',
    'export interface Operations {',
    ...operations,
    '}',
    '',
  ].join('\n');
}
