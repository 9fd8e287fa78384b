import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { policySchemas } from '../../domain/policies.ts';
import { textOf } from './source-files.ts';

// What admins read about policies is what policies take.

const page = textOf('docs/policies.md');
const examples = new Map([...page.matchAll(/```json (\w+)\n(.*?)\n```/gs)].map(([, name, text]) => [name, JSON.parse(text!) as unknown]));
const sections = new Map([...page.matchAll(/^## (\w+)\n(.*?)(?=^## |$(?![\s\S]))/gms)].map(([, name, text]) => [name, text!]));

describe('docs/policies.md', () => {
  it.each(Object.entries(policySchemas))('shows a policy %s that can be published', (name, schema) => {
    expect((schema as z.ZodType).safeParse(examples.get(name))).toMatchObject({ success: true });
  });

  it.each(Object.entries(policySchemas))('names every field of %s', (name, schema) => {
    const { properties = {} } = z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }) as { properties?: object };
    const said = sections.get(name) ?? '';
    expect(Object.keys(properties).filter((field) => !said.includes(`\`${field}\``))).toEqual([]);
  });
});
