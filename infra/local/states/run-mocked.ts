import type { Command, Happening } from './commands.ts';
import { advance } from './engine.ts';
import { type Execution, type Machine, newExecution } from './execution.ts';
import { type Mocks, takeMocks } from './mocked-tasks.ts';

/**
 * Runs a machine to its end at virtual time: tasks answer at once with their mocks, time jumps to the earliest timer. `now` is
 * in epoch milliseconds; chance is the same in every run. Throws MockError for a task without a mock left.
 */
export async function runMocked(machine: Machine, input: unknown, mocks: Mocks, now: number): Promise<Execution> {
  const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:local`;
  const env = { now, random: seededRandom(20_260_101) };
  const nextMock = takeMocks(mocks);
  const timers = new Map<string, number>();
  const happenings: Happening[] = [{ kind: 'started' }];
  let execution = newExecution(machine, { name: 'local', input, arn, now });
  while (execution.status === 'RUNNING') {
    const happening = happenings.shift() ?? earliest(timers);
    if (happening.kind === 'timer') {
      env.now = Math.max(env.now, timers.get(happening.id) ?? env.now);
      timers.delete(happening.id);
    }
    const step = await advance(machine, execution, happening, env);
    execution = step.execution;
    for (const command of step.commands) obey(command, timers, happenings, nextMock);
  }
  return execution;
}

function obey(command: Command, timers: Map<string, number>, happenings: Happening[], nextMock: ReturnType<typeof takeMocks>): void {
  if (command.kind === 'timer') timers.set(command.id, command.at);
  else if (command.kind === 'cancel') timers.delete(command.id);
  else {
    const { id, state } = command;
    const attempt = nextMock(state);
    // A mock of a waiting task is the answer given with its token; the call itself has returned before.
    if (command.waitForToken) happenings.push({ kind: 'submitted', id, output: { StatusCode: 200 } });
    if ('return' in attempt) happenings.push({ kind: 'answered', id, output: attempt.return });
    else happenings.push({ kind: 'failed', id, ...attempt.throw });
  }
}

function earliest(timers: Map<string, number>): Happening {
  const [first] = [...timers].sort(([, a], [, b]) => a - b);
  if (first === undefined) throw new Error('The execution waits for nothing: this is a fault of the engine');
  return { kind: 'timer', id: first[0] };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
