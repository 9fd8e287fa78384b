import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MockedAttempt } from '../../infra/local/states/mocked-tasks.ts';
import { readDefinition } from '../../infra/local/states/read-definition.ts';
import { runMocked } from '../../infra/local/states/run-mocked.ts';

const text = readFileSync(join(import.meta.dirname, '../../workflows/return/return.asl.json'), 'utf8');
const asl = JSON.parse(text);
const now = Date.UTC(2026, 10, 10);
const machine = {
  name: 'return',
  arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:return',
  type: 'STANDARD' as const,
  definition: readDefinition(JSON.parse(text)),
};
const input = { metadata: { caseId: 'R-00000001' }, data: {} };

/** A Lambda that answered at once. */
const answered = (payload: object): MockedAttempt => ({ return: { StatusCode: 200, Payload: payload } });
/** The answer that ResumeWorkflow sends. */
const resumed = (answer: string, more: object = {}): MockedAttempt => ({
  return: { answer, keepItem: false, refundable: false, open: 0, ...more },
});
const thrown = (error: string): MockedAttempt => ({ throw: { error, cause: 'because' } });

const approved = { 'Decide the return': [answered({ outcome: 'approved' })] };
const arrived = { 'Wait for the parcel': [resumed('arrived')] };
const accepted = { 'Wait for the inspection': [resumed('inspected', { refundable: true })] };
const refunded = { 'Refund the customer': [answered({ status: 'settled', open: 0 })] };
const closed = { 'Close the case': [answered({ status: 'closed' })] };
const asks = { 'Decide the return': [answered({ outcome: 'needs-approval', because: { code: 'above-limit', values: {} } })] };
const automatic = { ...approved, ...arrived, ...accepted, ...refunded, ...closed };

async function walk(mocks: Record<string, MockedAttempt[]>) {
  const execution = await runMocked(machine, input, mocks, now);
  const entered = execution.history.filter(({ type }) => type.endsWith('StateEntered'));
  const details = entered.map((event) => (event as { stateEnteredEventDetails?: { name: string } }).stateEnteredEventDetails?.name ?? '');
  const { status, error } = execution;
  return { status, error, path: details, history: execution.history, hours: (lastInstant(execution.history) - now) / 3_600_000 };
}

function lastInstant(history: readonly { timestamp: unknown }[]): number {
  return new Date(history.at(-1)!.timestamp as string | number).getTime();
}

describe('the return workflow', () => {
  it('passes the validator', () => {
    const validate = createRequire(import.meta.url)('asl-validator') as (
      asl: unknown,
      options: object,
    ) => { isValid: boolean; errors: unknown[] };
    expect(validate(asl, { checkArn: false })).toMatchObject({ isValid: true, errors: [] });
  });

  it('takes an automatically approved return in nine states, ten at most', async () => {
    const { status, path } = await walk(automatic);
    expect(status).toBe('SUCCEEDED');
    expect(path).toEqual([
      'Decide the return',
      'Decided?',
      'Wait for the parcel',
      'What came?',
      'Wait for the inspection',
      'Accepted?',
      'Refund the customer',
      'Settled?',
      'Close the case',
    ]);
    expect(path.length).toBeLessThanOrEqual(10);
  });

  it.each([
    ['a person approves', { ...automatic, ...asks, 'Ask a person': [resumed('approved')] }, 'Close the case'],
    ['a person refuses', { ...asks, 'Ask a person': [resumed('refused')] }, 'Nothing to do'],
    ['the customer cancels while a person thinks', { ...asks, 'Ask a person': [resumed('ended')] }, 'Nothing to do'],
    [
      'a person lets the customer keep it',
      { ...asks, ...refunded, ...closed, 'Ask a person': [resumed('approved', { keepItem: true })] },
      'Close the case',
    ],
    ['policy refuses', { 'Decide the return': [answered({ outcome: 'refused' })] }, 'Nothing to do'],
    ['a duplicate start is overtaken', { 'Decide the return': [answered({ outcome: 'overtaken' })] }, 'Nothing to do'],
    [
      'the customer keeps the goods',
      { ...refunded, ...closed, 'Decide the return': [answered({ outcome: 'keep-item' })] },
      'Close the case',
    ],
    ['nobody sends the parcel', { ...approved, 'Wait for the parcel': [resumed('ended')] }, 'Nothing to do'],
    ['everything is rejected', { ...approved, ...arrived, ...closed, 'Wait for the inspection': [resumed('inspected')] }, 'Close the case'],
    ['it is cancelled before the inspection', { ...approved, ...arrived, 'Wait for the inspection': [resumed('ended')] }, 'Nothing to do'],
    ['somebody else closes it', { ...automatic, 'Refund the customer': [answered({ status: 'overtaken', open: 0 })] }, 'Nothing to do'],
    ['another execution took the claim', { ...approved, 'Wait for the parcel': [thrown('ClaimLost')] }, 'Nothing to do'],
  ] as const)('%s', async (_case, mocks, end) => {
    const { status, path } = await walk(mocks as unknown as Record<string, MockedAttempt[]>);
    expect(status).toBe('SUCCEEDED');
    expect(path.at(-1)).toBe(end);
  });

  it('waits for the missing pieces, then refunds and closes', async () => {
    const { path } = await walk({
      ...automatic,
      'Wait for the parcel': [resumed('arrived'), resumed('arrived')],
      'Wait for the inspection': [resumed('inspected', { refundable: true, open: 2 }), resumed('inspected', { refundable: true })],
      'Refund the customer': [answered({ status: 'settled', open: 2 }), answered({ status: 'settled', open: 0 })],
    });
    expect(path.filter((name) => name === 'Refund the customer')).toHaveLength(2);
    expect(path.at(-1)).toBe('Close the case');
  });

  it('waits again when what came is rejected and more is to come; closes when nothing more comes', async () => {
    const { path } = await walk({
      ...automatic,
      'Wait for the parcel': [resumed('arrived'), resumed('nothing-more')],
      'Wait for the inspection': [resumed('inspected', { open: 2 })],
    });
    expect(path.slice(-5)).toEqual(['Wait for the parcel', 'What came?', 'Refund the customer', 'Settled?', 'Close the case']);
  });

  it.each([
    ['settled', 0, 'SUCCEEDED', 'Close the case'],
    ['failed', 0, 'FAILED', 'The refund failed'],
  ])('waits for pending money that is then %s', async (answer, open, status, end) => {
    const walked = await walk({
      ...automatic,
      'Refund the customer': [answered({ status: 'pending', open: 0 })],
      'Wait for the money': [resumed(answer, { open })],
    });
    expect(walked).toMatchObject({ status });
    expect(walked.path.at(-1)).toBe(end);
  });

  it.each(['RefundFailed', 'RefundShort'])('fails as %s, for a person to look', async (error) => {
    const walked = await walk({ ...automatic, 'Refund the customer': [answered({ status: 'failed', open: 0, error })] });
    expect(walked).toMatchObject({ status: 'FAILED', error });
  });

  it.each(['Ask a person', 'Wait for the parcel', 'Wait for the inspection', 'Wait for the money'])(
    'ends %j after a year without an answer',
    (name) => {
      const { TimeoutSeconds, Catch } = asl.States[name];
      expect(TimeoutSeconds).toBe(31_536_000);
      expect(Catch).toContainEqual({ ErrorEquals: ['States.Timeout'], Next: 'Nobody answered' });
    },
  );

  it('tries a silent provider again for a day, after which nobody can say that the key is still known', async () => {
    const silent = Array.from({ length: 31 }, () => thrown('GatewayUnavailable'));
    const { status, error, hours } = await walk({ ...automatic, 'Refund the customer': silent });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'GatewayUnavailable' });
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(25);
  });

  it('refunds by another way what came back while something else was still open', async () => {
    const { 'Refund the customer': _once, ...rest } = automatic;
    const refunds = [answered({ status: 'owed-again', open: 0 }), answered({ status: 'settled', open: 0 })];
    expect(await walk({ ...rest, 'Refund the customer': refunds })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('comes back from passing errors of each task', async () => {
    const passing = ['Lambda.TooManyRequestsException', 'Lambda.Unknown', 'Unavailable', 'Overtaken'].map(thrown);
    const bumpy = Object.fromEntries(Object.entries(automatic).map(([state, attempts]) => [state, [...passing, ...attempts]]));
    expect(await walk(bumpy)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('carries ids, no people: every payload is a case, an execution, a question, a reason or a token', () => {
    const payloads = Object.values(asl.States as Record<string, { Arguments?: { Payload: object } }>).flatMap(({ Arguments }) =>
      Object.keys(Arguments?.Payload ?? {}),
    );
    expect(new Set(payloads)).toEqual(new Set(['caseId', 'execution', 'because', 'question', 'taskToken']));
  });
});
