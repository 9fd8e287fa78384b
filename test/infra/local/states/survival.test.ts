import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../infra/local/states/commands.ts';
import { aMachine, CALLBACK, INVOKE, Play } from './play.ts';

const guarded = { Retry: [{ ErrorEquals: ['X'], MaxAttempts: 2, JitterStrategy: 'FULL' }], TimeoutSeconds: 20, HeartbeatSeconds: 5 };
const item = {
  StartAt: 'Item',
  States: { Item: { Type: 'Task', Resource: INVOKE, ...guarded, Next: 'Pause' }, Pause: { Type: 'Wait', Seconds: 3, End: true } },
};
const ask = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: CALLBACK,
      ...guarded,
      Arguments: { token: '{% $states.context.Task.Token %}', n: '{% $n %}' },
      Assign: { answer: '{% $states.result %}' },
      Next: 'Say',
    },
    Say: { Type: 'Pass', Output: '{% $answer %}', End: true },
  },
};

/** Every kind of waiting at once: retries, tokens, iterations, a catch around it all. */
const machine = aMachine(
  {
    Begin: { Type: 'Pass', Assign: { n: 3 }, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        ask,
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              Items: '{% $range(1, $n, 1) %}',
              MaxConcurrency: 2,
              ToleratedFailureCount: 1,
              ItemProcessor: item,
              End: true,
            },
          },
        },
      ],
      Retry: [{ ErrorEquals: ['Y'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }],
      Next: 'Done',
    },
    Sorry: { Type: 'Wait', Seconds: 1, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
  { TimeoutSeconds: 300 },
);

interface Move {
  pick: number;
  what: number;
}

/** Plays drawn moves: answers, failures, heartbeats, timers and nonsense, in whatever order they come. */
async function playOut(moves: readonly Move[], restarts: boolean): Promise<Play> {
  const game = await new Play(machine, { a: 1 }, { restarts }).start();
  const open = new Map<string, number>();
  const invoked: string[] = [];
  const notice = () => {
    for (const command of game.commands) {
      if (command.kind === 'invoke') invoked.push(command.id);
      if (command.kind === 'timer') open.set(command.id, command.at);
      if (command.kind === 'cancel') open.delete(command.id);
    }
  };
  notice();
  for (const { pick, what } of moves) {
    const id = invoked[pick % Math.max(1, invoked.length)] ?? '0';
    const happenings: Happening[] = [
      { kind: 'answered', id, output: { what } },
      { kind: 'failed', id, error: pick % 3 === 0 ? 'Y' : 'X', cause: 'drawn' },
      { kind: 'heartbeat', id },
      { kind: 'submitted', id, output: 1 },
      { kind: 'timer', id: [...open.keys()][pick % Math.max(1, open.size)] ?? '0' },
      { kind: 'started' },
    ];
    const happening = happenings[what % happenings.length] ?? { kind: 'started' };
    if (happening.kind === 'timer') game.now = Math.max(game.now, open.get(happening.id) ?? game.now);
    await game.tell(happening);
    notice();
  }
  return game;
}

const moves = fc.array(fc.record({ pick: fc.nat(30), what: fc.nat(11) }), { maxLength: 40 });

describe('whatever happens, in whatever order', () => {
  it('the history stays whole and a second telling changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (drawn) => {
        // Prepare, act
        const { execution } = await playOut(drawn, false);

        // Assess
        const { history } = execution;
        expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
        for (const event of history) expect(event.previousEventId).toBeLessThan(event.id);
        for (const [index, event] of history.entries()) expect(event.timestamp >= (history[index - 1]?.timestamp ?? '')).toBe(true);
        const started = history.filter(({ type }) => type === 'TaskScheduled').length;
        const settled = history.filter(({ type }) => ['TaskSucceeded', 'TaskFailed', 'TaskTimedOut'].includes(type)).length;
        expect(settled).toBeLessThanOrEqual(started);
        const ends = history.filter(({ type }) => /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type));
        expect(ends).toHaveLength(execution.status === 'RUNNING' ? 0 : 1);
        if (execution.status !== 'RUNNING') expect(Object.keys(execution.cursor.strands)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('storing and reading the execution between any two steps changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (drawn) => {
        // Prepare, act
        const [kept, restarted] = [await playOut(drawn, false), await playOut(drawn, true)];

        // Assess
        expect(restarted.execution).toEqual(kept.execution);
        expect(restarted.commands).toEqual(kept.commands);
        expect(JSON.parse(JSON.stringify(kept.execution))).toEqual(kept.execution);
      }),
      { numRuns: 100 },
    );
  });

  it('an execution that is left to its timers comes to an end, and every timer is either rung or taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        // Prepare
        const game = await new Play(machine, {}, { seed }).start();
        const open = new Map<string, number>();

        // Act
        for (;;) {
          for (const command of game.commands) {
            if (command.kind === 'timer') open.set(command.id, command.at);
            else if (command.kind === 'cancel') open.delete(command.id);
          }
          const [next] = [...open].sort(([, a], [, b]) => a - b);
          if (next === undefined) break;
          open.delete(next[0]);
          await game.ring(next[0], Math.max(0, next[1] - game.now));
        }

        // Assess
        expect(game.execution.status).toBe('SUCCEEDED');
        expect(game.types()).toContain('ParallelStateFailed');
      }),
      { numRuns: 20 },
    );
  });
});
