import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { restart } from '../../../domain/returns/case-care.ts';
import { answering } from '../../../functions/waiting/answering.ts';
import { run as awaitAnswer } from '../../../functions/waiting/await-answer.ts';
import { run as resumeWorkflow } from '../../../functions/waiting/resume-workflow.ts';
import { walked } from '../../builders/a-return.ts';
import { claimAgain } from '../../fakes/claim-again.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const states = mockClient(SFNClient);
afterAll(() => states.restore());
beforeEach(() => {
  states.reset();
  states.onAnyCommand().rejects(new Error('not expected'));
  states.on(SendTaskSuccessCommand).resolves({});
});

async function aWaitingCase() {
  const stored = await storedReturn(walked(twoMugs(), approve));
  const { caseId, cases, vault } = stored;
  const hear = async (type: 'step.waiting.v1' | 'parcel.received.v1') => {
    const metadata = { eventId: type, occurredAt: noon.toISOString(), caseId, version: 1, traceId: '-' };
    await resumeWorkflow({ type, metadata, data: {} } as never, { cases, vault, states: new SFNClient({}) }, { now: noon });
  };
  const steps = {
    'the token is stored': async (token = 'token-1') => {
      await awaitAnswer({ caseId, execution: me, question: 'parcel', taskToken: token }, { cases, vault }, { now: noon });
    },
    'waiting is heard': async () => await hear('step.waiting.v1'),
    'the parcel arrives': async () => void (await stored.change(arrive)),
    'the arrival is heard': async () => await hear('parcel.received.v1'),
  };
  return { ...stored, hear, steps };
}

type StepName = keyof Awaited<ReturnType<typeof aWaitingCase>>['steps'];

const interleavings: StepName[][] = [
  ['the token is stored', 'waiting is heard', 'the parcel arrives', 'the arrival is heard'],
  ['the token is stored', 'the parcel arrives', 'waiting is heard', 'the arrival is heard'],
  ['the token is stored', 'the parcel arrives', 'the arrival is heard', 'waiting is heard'],
  ['the parcel arrives', 'the token is stored', 'waiting is heard', 'the arrival is heard'],
  ['the parcel arrives', 'the token is stored', 'the arrival is heard', 'waiting is heard'],
  ['the parcel arrives', 'the arrival is heard', 'the token is stored', 'waiting is heard'],
];

describe('a waiting step and its answer', () => {
  it.each(interleavings)('resumes once: %s, %s, %s, %s', async (...order) => {
    const { steps, vault, caseId } = await aWaitingCase();

    for (const step of order) await steps[step]();

    const sent = states.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input);
    expect(sent).toEqual([
      { taskToken: 'token-1', output: JSON.stringify({ answer: 'arrived', keepItem: false, refundable: false, open: 2 }) },
    ]);
    expect(await vault.tokensOf(caseId)).toEqual([]);
  });

  it('does not resume before there is an answer, and keeps the token', async () => {
    const { steps, vault, caseId } = await aWaitingCase();

    await steps['the token is stored']();
    await steps['waiting is heard']();

    expect(states.commandCalls(SendTaskSuccessCommand)).toHaveLength(0);
    expect(await vault.tokensOf(caseId)).toHaveLength(1);
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('drops the token, never the answer, on %s', async (name) => {
    const { steps, vault, caseId, read } = await aWaitingCase();
    states.on(SendTaskSuccessCommand).rejects(Object.assign(new Error(name), { name }));

    for (const step of interleavings[0]!) await steps[step]();

    expect(await vault.tokensOf(caseId)).toEqual([]);
    expect((await read()).status).toBe('received');
  });

  it('keeps the token and fails on any other error, so that the event comes again', async () => {
    const { steps, vault, caseId } = await aWaitingCase();
    states
      .on(SendTaskSuccessCommand)
      .rejectsOnce(Object.assign(new Error('slow'), { name: 'ThrottlingException' }))
      .resolves({});
    await steps['the token is stored']();
    await steps['the parcel arrives']();

    await expect(steps['the arrival is heard']()).rejects.toThrow('slow');
    expect(await vault.tokensOf(caseId)).toHaveLength(1);
    await steps['the arrival is heard']();

    expect(await vault.tokensOf(caseId)).toEqual([]);
  });

  it('leaves a token alone that took the place of the one it used', async () => {
    const { steps, vault, caseId } = await aWaitingCase();
    await steps['the token is stored']();
    await steps['the parcel arrives']();
    states.on(SendTaskSuccessCommand).callsFake(async () => {
      await steps['the token is stored']('token-2');
      return {};
    });

    await steps['the arrival is heard']();

    expect((await vault.tokensOf(caseId)).map(({ token }) => token)).toEqual(['token-2']);
  });

  it('tells what the next step needs to know', async () => {
    const { steps, change, cases, vault, caseId } = await aWaitingCase();
    await steps['the parcel arrives']();
    await awaitAnswer({ caseId, execution: me, question: 'inspection', taskToken: 't' }, { cases, vault }, { now: noon });
    await change(accept(1));
    await steps['the arrival is heard']();
    expect(JSON.parse(states.commandCalls(SendTaskSuccessCommand)[0]!.args[0].input.output!)).toEqual({
      answer: 'inspected',
      keepItem: false,
      refundable: true,
      open: 1,
    });
  });
});

describe('a step whose execution lost the case', () => {
  it('ends, whether or not there is an answer; the one that holds the case waits on', async () => {
    const { steps, change, hear, cases, vault, caseId } = await aWaitingCase();
    states.on(SendTaskFailureCommand).resolves({});
    await steps['the token is stored']('token-1');
    await change((before) => restart(before, { by: 'p_1' }, noon));
    await change(claimAgain('another', noon));
    await awaitAnswer({ caseId, execution: 'another', question: 'parcel', taskToken: 'token-2' }, { cases, vault }, { now: noon });

    await hear('step.waiting.v1');

    expect(states.commandCalls(SendTaskFailureCommand).map(({ args }) => args[0].input)).toEqual([
      { taskToken: 'token-1', error: 'ClaimLost' },
    ]);
    expect((await vault.tokensOf(caseId)).map(({ token }) => token)).toEqual(['token-2']);
    expect(states.commandCalls(SendTaskSuccessCommand)).toHaveLength(0);
  });
});

describe('await-answer', () => {
  it('replaces the token when it is invoked again after a crash', async () => {
    const { steps, vault, caseId, types } = await aWaitingCase();

    await steps['the token is stored']('token-1');
    await steps['the token is stored']('token-2');

    expect((await vault.tokensOf(caseId)).map(({ token }) => token)).toEqual(['token-2']);
    expect((await types()).filter((type) => type === 'step.waiting.v1')).toHaveLength(2);
  });

  it('ends an execution that lost its claim, storing nothing', async () => {
    const { caseId, cases, vault, types } = await aWaitingCase();
    const other = { caseId, execution: 'another', question: 'parcel', taskToken: 't' } as const;

    await expect(awaitAnswer(other, { cases, vault }, { now: noon })).rejects.toMatchObject({ name: 'ClaimLost' });

    expect(await vault.tokensOf(caseId)).toEqual([]);
    expect(await types()).not.toContain('step.waiting.v1');
  });
});

it('hears waiting and every kind of answer', () => {
  expect(answering.map(({ type }) => type)).toContain('step.waiting.v1');
  expect(new Set(answering).size).toBe(answering.length);
});
