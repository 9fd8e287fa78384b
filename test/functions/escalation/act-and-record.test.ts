import { describe, expect, it } from 'vitest';
import { assign, stop } from '../../../domain/returns/case-care.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run as act } from '../../../functions/escalation/act-on-ring.ts';
import { run as record } from '../../../functions/escalation/record-escalation.ts';
import { idOf } from '../../builders/a-staff.ts';
import { aCall, aRungCase, caseId, clockId, rangAt } from '../../fakes/a-rung-case.ts';

const on = { now: new Date(rangAt.getTime() + 2000) };

describe('act-on-ring', () => {
  it('gives the case to the first of those in reach, once', async () => {
    const { desk, types } = await aRungCase();
    const call = aCall({ action: 'reassign', people: [idOf('supervisor'), idOf('manager')] });
    expect(await act({ act: 'reassign', call }, desk, on)).toEqual({ done: true });
    expect(await act({ act: 'reassign', call }, desk, on)).toEqual({ done: false });
    expect((await desk.cases.read(caseId))?.owner).toBe(idOf('supervisor'));
    expect((await types()).filter((type) => type === 'case.assigned.v1')).toHaveLength(1);
  });

  it('raises the priority to what the ring found, never above it and never down', async () => {
    const { desk, types } = await aRungCase();
    const call = aCall({ action: 'raise-priority' });
    await act({ act: 'raise-priority', call }, desk, on);
    await act({ act: 'raise-priority', call }, desk, on);
    expect((await desk.cases.read(caseId))?.priority).toBe('high');
    expect((await types()).filter((type) => type === 'case.prioritised.v1')).toHaveLength(1);
  });

  it('makes the case a task of the last resort, with its reason', async () => {
    const { desk } = await aRungCase();
    await act({ act: 'hand-over', call: aCall({ lastResort: 'manager' }) }, desk, on);
    const task = (await desk.cases.read(caseId))?.task;
    expect(task).toMatchObject({ owner: 'manager', reason: { code: 'nobody-in-reach', values: { measure: 'first-response' } } });
  });

  it('makes the case a task when nobody could be told', async () => {
    const { desk } = await aRungCase();
    await act({ act: 'nobody-told', call: { caseId } }, desk, on);
    expect((await desk.cases.read(caseId))?.task).toMatchObject({ owner: 'supervisor', reason: { code: 'nobody-told' } });
  });

  it('leaves a task with whoever has it, and a case that has ended alone', async () => {
    const { desk } = await aRungCase();
    await desk.cases.change(caseId, (before) => stop(before, { reason: { code: 'parcel-overdue', values: {} }, owner: 'agents' }, on.now));
    expect(await act({ act: 'hand-over', call: aCall() }, desk, on)).toEqual({ done: false });
    await desk.cases.change(caseId, (before) => cancel(before, { by: 'customer' }, on.now));
    expect(await act({ act: 'nobody-told', call: { caseId } }, desk, on)).toEqual({ done: false });
  });
});

describe('record-escalation', () => {
  it('writes down who was told, once per ring', async () => {
    const { desk, types } = await aRungCase();
    await record({ call: aCall() }, desk, on);
    expect(await record({ call: aCall() }, desk, on)).toEqual({ people: [idOf('agent')] });
    expect(await types()).toEqual(['return.requested.v1', 'clock.rang.v1', 'sla.escalated.v1']);
    const [, , told] = await desk.cases.log(caseId);
    expect(told?.data).toEqual({
      ...{ clockId, measure: 'first-response', rung: '80%', action: 'notify', people: [idOf('agent')], how: 'named' },
    });
  });

  it('writes the same rung down again when it rang for a later wait', async () => {
    const { desk, types } = await aRungCase();
    await record({ call: aCall() }, desk, on);
    await desk.cases.change(caseId, (before) => assign(before, { to: idOf('agent'), by: idOf('agent') }, on.now));
    await record({ call: aCall({ eventId: `${caseId}.4`, version: 4 }) }, desk, on);
    expect((await types()).filter((type) => type === 'sla.escalated.v1')).toHaveLength(2);
  });
});
