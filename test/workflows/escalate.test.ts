import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MockedAttempt } from '../../infra/local/states/mocked-tasks.ts';
import { readDefinition } from '../../infra/local/states/read-definition.ts';
import { runMocked } from '../../infra/local/states/run-mocked.ts';

const text = readFileSync(join(import.meta.dirname, '../../workflows/escalate/escalate.asl.json'), 'utf8');
const asl = JSON.parse(text);
const now = Date.UTC(2026, 10, 10);
const machine = {
  name: 'escalate',
  arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:escalate',
  type: 'EXPRESS' as const,
  definition: readDefinition(JSON.parse(text), 'EXPRESS'),
};
const input = { metadata: { caseId: 'R-00000001' }, data: {} };

const answered = (payload: object): MockedAttempt => ({ return: { StatusCode: 200, Payload: payload } });
const thrown = (error: string): MockedAttempt => ({ throw: { error, cause: 'because' } });
const found = (outcome: string, action = 'notify', channel = 'email') => ({
  'Find the person': [answered({ outcome, action, channel, people: ['p_000000000000'] })],
});
const told = { 'Tell them': [answered({ people: [] })] };
const recorded = { 'Record it': [answered({ people: [] })] };
const done = answered({ done: true });

async function walk(mocks: Record<string, MockedAttempt[]>) {
  const { status, error, history } = await runMocked(machine, input, mocks, now);
  const path = history
    .filter(({ type }) => type.endsWith('StateEntered'))
    .map((event) => (event as { stateEnteredEventDetails?: { name: string } }).stateEnteredEventDetails?.name ?? '');
  const calls = history.flatMap((event) => {
    const { parameters } = (event as { taskScheduledEventDetails?: { parameters?: string } }).taskScheduledEventDetails ?? {};
    return parameters ? [(JSON.parse(parameters) as { Payload: Record<string, unknown> }).Payload] : [];
  });
  const seconds = (new Date(history.at(-1)!.timestamp as string | number).getTime() - now) / 1000;
  return { status, error, path, calls, seconds };
}

describe('the escalation workflow', () => {
  it('passes the validator', () => {
    const validate = createRequire(import.meta.url)('asl-validator') as (asl: unknown, options: object) => { isValid: boolean };
    expect(validate(asl, { checkArn: false })).toMatchObject({ isValid: true, errors: [] });
  });

  it.each([
    ['tells those in reach and records it', found('reached'), ['Tell them', 'Record it']],
    ['does nothing when somebody has answered', found('over'), ['Nothing to do']],
    ['hands the case over when nobody is in reach', found('nobody'), ['Hand the case to a person', 'Tell them', 'Record it']],
    ['hands it over before it reassigns', found('nobody', 'reassign'), ['Hand the case to a person', 'Tell them', 'Record it']],
    ['gives the case to them', found('reached', 'reassign'), ['Give the case to them', 'Tell them', 'Record it']],
    ['raises the priority', found('reached', 'raise-priority'), ['Raise the priority', 'Tell them', 'Record it']],
    ['asks for an acknowledgement', found('reached', 'acknowledge'), ['Tell them', 'Record it']],
  ])('%s', async (_case, mocks, rest) => {
    const acts = { 'Hand the case to a person': [done], 'Give the case to them': [done], 'Raise the priority': [done] };
    const { status, path } = await walk({ ...acts, ...told, ...recorded, ...mocks });
    expect(status).toBe('SUCCEEDED');
    expect(path).toEqual(['Find the person', 'What is to be done?', ...rest]);
  });

  it('tries a silent webhook again, then mails; a refusing one is mailed at once', async () => {
    const mailed = { 'Tell them by mail': [answered({ people: [] })] };
    const webhook = found('reached', 'notify', 'webhook');
    const silent = await walk({
      ...webhook,
      ...mailed,
      ...recorded,
      'Tell them': Array.from({ length: 7 }, () => thrown('ChannelUnavailable')),
    });
    expect(silent).toMatchObject({ status: 'SUCCEEDED' });
    expect(silent.path.slice(-3)).toEqual(['Tell them', 'Tell them by mail', 'Record it']);
    expect(silent.calls.filter(({ channel }) => channel === 'webhook')).toHaveLength(7);
    const refusing = await walk({ ...webhook, ...mailed, ...recorded, 'Tell them': [thrown('ChannelRefused')] });
    expect(refusing.calls.map(({ channel }) => channel)).toEqual([undefined, 'webhook', 'email', undefined]);
  });

  it.each([
    ['nobody could be found', { 'Find the person': [thrown('ZodError')] }],
    ['no mail leaves', { ...found('reached'), 'Tell them': [thrown('X')], 'Tell them by mail': [thrown('X')] }],
    ['the case cannot be reassigned', { ...found('reached', 'reassign'), 'Give the case to them': [thrown('X')] }],
  ])('makes the case a task when %s', async (_case, mocks) => {
    const { status, path, calls } = await walk({ ...(mocks as Record<string, MockedAttempt[]>), 'Nobody could be told': [done] });
    expect(status).toBe('SUCCEEDED');
    expect(path.at(-1)).toBe('Nobody could be told');
    expect(calls.at(-1)).toEqual({ call: { caseId: 'R-00000001' }, act: 'nobody-told' });
  });

  it.each([
    [
      'nobody can be told and the case cannot be handed over',
      { 'Find the person': [thrown('X')], 'Nobody could be told': [thrown('X')] },
      'NobodyKnows',
    ],
    ['it cannot be recorded', { ...found('reached'), ...told, 'Record it': [thrown('X')] }, 'NotRecorded'],
  ])('fails, for the alarm, when %s', async (_case, mocks, error) => {
    expect(await walk(mocks as Record<string, MockedAttempt[]>)).toMatchObject({ status: 'FAILED', error });
  });

  it('comes back from passing errors of each task, within the life of an Express execution', async () => {
    const passing = ['Lambda.TooManyRequestsException', 'Lambda.Unknown', 'Unavailable', 'Overtaken'].map(thrown);
    const smooth = { ...found('reached', 'reassign'), 'Give the case to them': [done], ...told, ...recorded };
    const bumpy = Object.fromEntries(Object.entries(smooth).map(([state, attempts]) => [state, [...passing, ...attempts]]));
    const walked = await walk(bumpy);
    expect(walked.status).toBe('SUCCEEDED');
    expect(walked.seconds).toBeLessThan(240);
    expect(asl.TimeoutSeconds).toBeLessThan(300);
  });
});
