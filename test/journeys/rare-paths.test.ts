import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MachineType } from '../../infra/local/states/definition.ts';
import type { Mocks } from '../../infra/local/states/mocked-tasks.ts';
import { readDefinition } from '../../infra/local/states/read-definition.ts';
import { runMocked } from '../../infra/local/states/run-mocked.ts';

// Paths of workflows that cases seldom take, walked with tasks that answer as the functions do; `npm run record` hears them too.

const now = Date.parse('2026-11-10T10:00:00Z');
const metadata = { eventId: 'R-00000001.6', occurredAt: '2026-11-10T10:00:00.000Z', caseId: 'R-00000001', version: 6, traceId: 'trace-1' };
const payload = (answer: object): { return: object } => ({ return: { Payload: answer } });

async function walk(workflow: string, mocks: Mocks, { data = {}, type = 'STANDARD' as MachineType } = {}) {
  const file = resolve(import.meta.dirname, `../../workflows/${workflow}/${workflow}.asl.json`);
  const definition = readDefinition(JSON.parse(readFileSync(file, 'utf8')), type);
  const machine = { name: workflow, arn: `arn:aws:states:us-east-1:000000000000:stateMachine:${workflow}`, type, definition };
  const { status, history } = await runMocked(machine, { metadata, data }, mocks, now);
  const entered = history.flatMap((event) =>
    event.type.endsWith('StateEntered')
      ? [(event as unknown as { stateEnteredEventDetails: { name: string } }).stateEnteredEventDetails.name]
      : [],
  );
  return { status, entered };
}

describe('a ring of the ladder', () => {
  const call = {
    ...metadata,
    clockId: 'R-00000001.sla-resolution',
    measure: 'resolution',
    rung: '100%',
    channel: 'email',
    people: ['p_1'],
    outcome: 'reached',
  };
  const told = { 'Tell them': [payload({ people: ['p_1'] })], 'Record it': [payload({ people: ['p_1'] })] };

  it.each([
    ['reassign', 'Give the case to them'],
    ['raise-priority', 'Raise the priority'],
  ])('that says %s does so before it tells', async (action, state) => {
    const mocks = { 'Find the person': [payload({ ...call, action })], [state]: [payload({ done: true })], ...told };
    const { status, entered } = await walk('escalate', mocks, { type: 'EXPRESS' });
    expect([status, entered]).toEqual(['SUCCEEDED', ['Find the person', 'What is to be done?', state, 'Tell them', 'Record it']]);
  });

  it('that can neither find nor mail anybody makes the case the task of a person', async () => {
    const mocks = { 'Find the person': [{ throw: { error: 'TypeError' } }], 'Nobody could be told': [payload({ done: true })] };
    const { status, entered } = await walk('escalate', mocks, { type: 'EXPRESS' });
    expect([status, entered.at(-1)]).toEqual(['SUCCEEDED', 'Nobody could be told']);
  });
});

describe('a return', () => {
  it('whose first parcel holds nothing to give back waits for the rest', async () => {
    const mocks: Mocks = {
      'Decide the return': [payload({ outcome: 'approved' })],
      'Wait for the parcel': [
        { return: { answer: 'arrived', keepItem: false, refundable: false, open: 1 } },
        { return: { answer: 'nothing-more', keepItem: false, refundable: false, open: 0 } },
      ],
      'Wait for the inspection': [{ return: { answer: 'inspected', keepItem: false, refundable: false, open: 1 } }],
      'Refund the customer': [payload({ status: 'settled', open: 0 })],
      'Close the case': [payload({ status: 'closed' })],
    };
    const { status, entered } = await walk('return', mocks);
    expect(status).toBe('SUCCEEDED');
    expect(entered.filter((name) => name === 'Wait for the parcel')).toHaveLength(2);
  });
});

describe('an approval in Slack', () => {
  const data = { approvalId: 'a'.repeat(32) };
  const later = payload({ outcome: 'later', until: '2026-11-10T10:05:00Z' });

  it.each([
    ['shown after a pause that Slack asked for', [later, payload({ outcome: 'shown' })], 'SUCCEEDED', 'It stands there'],
    ['given up after a day of silence', [later, payload({ outcome: 'given-up' })], 'FAILED', 'Slack was silent'],
  ])('is %s', async (_, answers, status, last) => {
    const walked = await walk('tell-slack', { 'Show it in Slack': answers }, { data });
    expect([walked.status, walked.entered.at(-1)]).toEqual([status, last]);
  });
});
