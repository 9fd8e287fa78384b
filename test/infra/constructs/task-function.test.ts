import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { TaskFunction } from '../../../infra/constructs/task-function.ts';
import { statementsOf, surroundedStack } from '../fixtures/surrounded-stack.ts';

describe('a task function', () => {
  it('finds its bundle from its id and runs it on Node 24, on arm64, traced, with a log group of its own', () => {
    const { stack, template } = surroundedStack();
    new TaskFunction(stack, 'DecideReturn', { area: 'returns' });
    template().hasResourceProperties('AWS::Lambda::Function', {
      Description: 'functions/returns/decide-return',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: 20,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogGroup: Match.anyValue() },
    });
    template().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
    template().hasResourceProperties('AWS::Lambda::Alias', { Name: 'live' });
  });

  it.each([
    ['a file that is not there', 'BakeCake', 'returns', /BakeCake needs functions\/returns\/bake-cake\.ts/],
    ['a file in another area', 'DecideReturn', 'refunds', /DecideReturn needs functions\/refunds\/decide-return\.ts/],
  ])('refuses %s', (_, id, area, message) => {
    const { stack } = surroundedStack();
    expect(() => new TaskFunction(stack, id, { area })).toThrow(message);
  });

  it('sets the variable of a table and its grant together', () => {
    const { stack, template } = surroundedStack();
    new TaskFunction(stack, 'DecideReturn', { area: 'returns', reads: ['people'], writes: ['cases'] });
    const [fn] = Object.values(template().findResources('AWS::Lambda::Function'));
    expect(Object.keys(fn?.Properties.Environment.Variables)).toEqual(expect.arrayContaining(['CASES_TABLE', 'PEOPLE_TABLE']));
    expect(Object.keys(fn?.Properties.Environment.Variables)).not.toContain('VAULT_TABLE');
    const actions = statementsOf(template(), /DecideReturn/).flatMap((statement) => statement.Action);
    expect(actions).toEqual(expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem', 'kms:Decrypt']));
    expect(actions).not.toContain('kms:Encrypt');
    expect(actions).not.toContain('dynamodb:Scan');
  });

  it('that only stores can put, and neither read back nor change', () => {
    const { stack, template } = surroundedStack();
    new TaskFunction(stack, 'AwaitAnswer', { area: 'waiting', stores: ['vault'] });
    const actions = statementsOf(template(), /AwaitAnswer/).flatMap((statement) => statement.Action);
    expect(actions.filter((action) => action.startsWith('dynamodb:'))).toEqual(['dynamodb:PutItem']);
  });

  it('queries only the indexes that it names', () => {
    const { stack, template } = surroundedStack();
    new TaskFunction(stack, 'RingDueClocks', { area: 'clocks', queries: ['byWake'] });
    const query = statementsOf(template(), /RingDueClocks/).filter((statement) => statement.Action === 'dynamodb:Query');
    expect(JSON.stringify(query)).toContain('/index/byWake');
    expect(JSON.stringify(query)).not.toContain('byStatus');
  });

  it('takes a wildcard only with its reason', () => {
    const { stack } = surroundedStack();
    const fn = new TaskFunction(stack, 'DecideReturn', { area: 'returns' });
    const permission = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::photos/*'] };
    expect(() => fn.may(permission)).toThrow('name the resource, or say why any');
    expect(() => fn.may({ ...permission, anyBecause: 'Keys are random.' })).not.toThrow();
  });
});
