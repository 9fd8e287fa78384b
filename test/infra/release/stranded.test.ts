import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contractKey, fieldsOf } from '../../../infra/release/contract.ts';
import type { Release } from '../../../infra/release/release.ts';
import { stranded } from '../../../infra/release/stranded.ts';
import { wholeApp } from '../fixtures/whole-app.ts';

const contract = {
  inputs: { DecideReturn: { known: ['caseId', 'execution'], required: ['caseId', 'execution'], others: false } },
  outputs: { DecideReturn: { known: ['because', 'outcome'], required: ['outcome'], others: false } },
  events: ['return.closed.v1', 'return.requested.v1'],
};
const whole = wholeApp();
const release = (): Release => ({
  data: structuredClone(whole.template('data').toJSON()) as Release['data'],
  service: {
    ...(structuredClone(whole.template('service').toJSON()) as Release['service']),
    Metadata: { [contractKey]: structuredClone(contract) },
  },
});

type Resources = Record<string, { Type: string; Properties: Record<string, never> }>;
const idOf = (resources: Resources, part: RegExp, type: string): string =>
  Object.entries(resources).find(([id, { Type }]) => Type === type && part.test(id))![0];
type Change = (service: Resources, data: Resources, contract: Contract) => void;
interface Contract {
  inputs: Record<string, { known: string[]; required: string[]; others: boolean }>;
  outputs: Record<string, { known: string[] }>;
  events: string[];
}
const machine = (service: Resources) => idOf(service, /^ReturnsReturn/, 'AWS::StepFunctions::StateMachine');
const withoutRight = (service: Resources): void => {
  const alias = idOf(service, /DecideReturnLive/, 'AWS::Lambda::Alias');
  for (const [id, { Type, Properties }] of Object.entries(service) as unknown as [
    string,
    { Type: string; Properties: { PolicyDocument: { Statement: { Resource: unknown }[] } } },
  ][])
    if (Type === 'AWS::IAM::Policy' && /StateMachineRole/.test(id))
      for (const statement of Properties.PolicyDocument.Statement)
        statement.Resource = [statement.Resource].flat().filter((resource) => (resource as { Ref?: string }).Ref !== alias);
};

// Each: what the next release changes, how, and what is found.
const changes: readonly [string, Change, string, RegExp][] = [
  [
    'a function goes while running executions call it',
    (service) => delete service[idOf(service, /DecideReturnLive/, 'AWS::Lambda::Alias')],
    'function-gone',
    /DecideReturn/,
  ],
  ['the right to it goes', withoutRight, 'right-gone', /DecideReturn/],
  ['the workflow is replaced', (service) => delete service[machine(service)], 'workflow-replaced', /Return/],
  [
    'the workflow becomes Express',
    (service) => Object.assign(service[machine(service)]!.Properties, { StateMachineType: 'EXPRESS' }),
    'workflow-replaced',
    /Return/,
  ],
  [
    'the role of the workflow goes',
    (service) => delete service[idOf(service, /^ReturnsReturnStateMachineRole/, 'AWS::IAM::Role')],
    'role-gone',
    /Return/,
  ],
  [
    'a field of a task’s input is no longer taken',
    (_, __, { inputs }) => Object.assign(inputs.DecideReturn!, { known: ['caseId'], required: ['caseId'] }),
    'input-refused',
    /DecideReturn\.execution/,
  ],
  [
    'a new field of a task’s input is required',
    (_, __, { inputs }) => inputs.DecideReturn!.required.push('policy'),
    'input-missing',
    /DecideReturn\.policy/,
  ],
  [
    'a field of a task’s output goes',
    (_, __, { outputs }) => outputs.DecideReturn!.known.shift(),
    'output-shrunk',
    /DecideReturn\.because/,
  ],
  ['an event type goes while the log has records of it', (_, __, { events }) => events.shift(), 'event-gone', /return\.closed\.v1/],
  ['a table goes', (_, data) => delete data[idOf(data, /^Cases/, 'AWS::DynamoDB::Table')], 'data-gone', /Cases/],
  [
    'a table gets another logical id',
    (_, data) => rename(data, idOf(data, /^People/, 'AWS::DynamoDB::Table'), 'Persons'),
    'data-gone',
    /People/,
  ],
  [
    'a table gets other keys',
    (_, data) => Object.assign(data[idOf(data, /^Vault/, 'AWS::DynamoDB::Table')]!.Properties, { KeySchema: [] }),
    'data-replaced',
    /Vault.*KeySchema/,
  ],
  [
    'an index goes',
    (_, data) => (data[idOf(data, /^Cases/, 'AWS::DynamoDB::Table')]!.Properties.GlobalSecondaryIndexes as unknown as object[]).shift(),
    'index-gone',
    /Cases.*byStatus/,
  ],
  ['a key goes', (_, data) => delete data[idOf(data, /^PeopleKey/, 'AWS::KMS::Key')], 'data-gone', /PeopleKey/],
  [
    'a queue of dead letters goes',
    (service) => delete service[idOf(service, /SendCodeWhenAsked/, 'AWS::SQS::Queue')],
    'queue-gone',
    /SendCodeWhenAsked/,
  ],
  [
    'a path of the API goes',
    (service) => delete service[idOf(service, /webhookspayments/, 'AWS::ApiGatewayV2::Route')],
    'route-gone',
    /webhooks\/payments/,
  ],
];

function rename(resources: Resources, from: string, to: string): void {
  resources[to] = resources[from]!;
  delete resources[from];
}

describe('a release', () => {
  it('strands nothing when it is deployed again', () => expect(stranded(release(), release())).toEqual([]));

  it.each(changes)('is stopped when %s', (_, change, what, of) => {
    const next = release();
    change(next.service.Resources as Resources, next.data.Resources as Resources, next.service.Metadata![contractKey] as Contract);
    const found = stranded(release(), next);
    expect(found.map((each) => each.what)).toContain(what);
    const finding = found.find((each) => each.what === what)!;
    expect(finding.of).toMatch(of);
    expect(finding.cure.length).toBeGreaterThan(20);
  });

  it('may let a function go that the release before no longer called', () => {
    const [before, next] = [release(), release()];
    const services = [before, next].map(({ service }) => service.Resources as Resources);
    for (const service of services)
      delete (service[machine(service)]!.Properties.DefinitionSubstitutions as unknown as Record<string, unknown>).DecideReturn;
    delete services[1]![idOf(services[1]!, /DecideReturnLive/, 'AWS::Lambda::Alias')];
    expect(stranded(before, next)).toEqual([]);
  });

  it('may add what it likes: functions, optional fields, outputs, events, indexes', () => {
    const next = release();
    const { inputs, outputs, events } = next.service.Metadata![contractKey] as Contract;
    inputs.DecideReturn!.known.push('hint');
    outputs.DecideReturn!.known.push('score');
    events.push('return.praised.v1');
    Object.assign(next.service.Resources, { NewQueue: { Type: 'AWS::SQS::Queue', Properties: {} } });
    expect(stranded(release(), next)).toEqual([]);
  });
});

describe('the fields of a schema', () => {
  it.each([
    ['an object', z.object({ a: z.string(), b: z.string().optional() }), { known: ['a', 'b'], required: ['a'], others: true }],
    ['a strict object', z.strictObject({ a: z.string(), b: z.int().default(1) }), { known: ['a', 'b'], required: ['a'], others: false }],
    [
      'alternatives',
      z.union([z.strictObject({ a: z.string(), b: z.string() }), z.strictObject({ a: z.string() })]),
      { known: ['a', 'b'], required: ['a'], others: false },
    ],
    ['an instant', z.strictObject({ at: z.coerce.date() }), { known: ['at'], required: ['at'], others: false }],
  ])('are those of %s', (_, schema, fields) => expect(fieldsOf(schema, 'input')).toEqual(fields));
});
