import { expect, it } from 'vitest';
import { operationsOf, typeOf } from '../../scripts/operations.ts';

it.each([
  [undefined, 'unknown'],
  [{ type: 'integer' }, 'number'],
  [{ const: 'return' }, '"return"'],
  [{ enum: ['a', 1] }, '"a" | 1'],
  [{ $ref: '#/components/schemas/CaseView' }, 'Schemas["CaseView"]'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
  [{ allOf: [{ type: 'string' }, { $ref: '#/x/A' }] }, '(string) & (Schemas["A"])'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'boolean' } }, required: ['a'] },
    '{ "a": string; "b-c"?: boolean }',
  ],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
  [{ type: 'object' }, 'Record<string, unknown>'],
  [{ type: 'file' }, 'unknown'],
])('writes %j as a type', (schema, expected) => {
  expect(typeOf(schema)).toBe(expected);
});

it('writes an operation with its body and the answer of its success, and every schema', () => {
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const responses = { 404: json({ type: 'string' }), 202: json({ $ref: '#/components/schemas/Case' }) };
  const text = operationsOf({
    paths: { '/v1/cases': { post: { requestBody: json({ type: 'object' }), responses }, get: { responses: { 204: {} } } } },
    components: { schemas: { Case: { type: 'object', properties: { id: { type: 'string' } } } } },
  });
  expect(text).toContain('"POST /v1/cases": { body: Record<string, unknown>; answer: Schemas["Case"] };');
  expect(text).toContain('"GET /v1/cases": { body: unknown; answer: unknown };');
  expect(text).toContain('"Case": { "id"?: string };');
});
