import { expect, it } from 'vitest';
import { evaluate, type Scope } from '../../../infra/local/template/intrinsics.ts';

const scope: Scope = {
  ref: (id) => ({ Table: 'things', 'AWS::Region': 'us-east-1' })[id] ?? id,
  attribute: (id, attribute) => `${id}/${attribute}`,
  imported: (name) => `from ${name}`,
  mapped: (map, first, second) => `${map}.${first}.${second}`,
  condition: (name) => name === 'Yes',
};

it.each<[sentence: string, value: unknown, becomes: unknown]>([
  ['Ref', { Ref: 'Table' }, 'things'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Nested.Outputs.X' }, 'Nested/Outputs.X'],
  ['Fn::Join over references', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }, 1]] }, 'arn:us-east-1:1'],
  ['Fn::Sub with a reference, an attribute and a literal', { 'Fn::Sub': '${Table}-${Table.Arn}-${!Table}' }, 'things-Table/Arn-${Table}'],
  ['Fn::Sub with values of its own', { 'Fn::Sub': ['${who}!', { who: { Ref: 'Table' } }] }, 'things!'],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'data:${Table}' } }, 'from data:things'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['M', 'a', { Ref: 'Table' }] }, 'M.a.things'],
  ['Fn::If', { 'Fn::If': ['Yes', 1, 2] }, 1],
  ['AWS::NoValue takes the member away', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
  ['plain values stay', { a: [1, 'x', null, true] }, { a: [1, 'x', null, true] }],
])('%s', (_, value, becomes) => {
  expect(evaluate(value, scope, 'here')).toEqual(becomes);
});

it('names an unknown function and its place', () => {
  expect(() => evaluate({ a: [{ 'Fn::Cidr': [] }] }, scope, 'Stack "S"')).toThrow('Stack "S".a[0] uses Fn::Cidr');
});
