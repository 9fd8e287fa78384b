import type { Command, Happening } from '../../../../infra/local/states/commands.ts';
import { advance } from '../../../../infra/local/states/engine.ts';
import { type Execution, type Machine, newExecution } from '../../../../infra/local/states/execution.ts';
import type { HistoryEvent } from '../../../../infra/local/states/history.ts';
import { readDefinition } from '../../../../infra/local/states/read-definition.ts';
import { seededRandom } from '../../../../infra/local/states/run-mocked.ts';

export const NOON = Date.parse('2026-03-01T12:00:00.000Z');
export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** A machine of the given states; the first one named is the start. */
export function aMachine(states: Record<string, unknown>, more: { type?: Machine['type']; TimeoutSeconds?: number } = {}): Machine {
  const { type = 'STANDARD', ...top } = more;
  const definition = readDefinition({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...top }, type);
  return { name: 'Return', arn: 'arn:aws:states:eu-west-2:111122223333:stateMachine:Return', type, definition };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** An execution being played by hand: frozen between steps, so that any change of what was given shows up. */
export class Play {
  readonly machine: Machine;
  execution: Execution;
  commands: Command[] = [];
  now = NOON;
  readonly random: () => number;
  readonly restarts: boolean;

  constructor(machine: Machine, input: unknown = {}, options: { seed?: number; restarts?: boolean } = {}) {
    this.machine = machine;
    this.random = seededRandom(options.seed ?? 1);
    this.restarts = options.restarts ?? false;
    this.execution = newExecution(machine, {
      name: 'one',
      input,
      arn: 'arn:aws:states:eu-west-2:111122223333:execution:Return:one',
      now: NOON,
    });
  }

  async tell(happening: Happening): Promise<this> {
    const before = this.restarts ? JSON.parse(JSON.stringify(this.execution)) : this.execution;
    const step = await advance(this.machine, deepFreeze(before), happening, { now: this.now, random: this.random });
    this.execution = step.execution;
    this.commands = step.commands;
    return this;
  }

  start(): Promise<this> {
    return this.tell({ kind: 'started' });
  }

  /** Lets time pass and rings the timer. */
  ring(id: string, afterMs: number): Promise<this> {
    this.now += afterMs;
    return this.tell({ kind: 'timer', id });
  }

  invocation(): Extract<Command, { kind: 'invoke' }> {
    const found = this.commands.find((command) => command.kind === 'invoke');
    if (found?.kind !== 'invoke') throw new Error('nothing was invoked');
    return found;
  }

  invocations(): Extract<Command, { kind: 'invoke' }>[] {
    return this.commands.filter((command) => command.kind === 'invoke');
  }

  timers(): { id: string; inMs: number }[] {
    return this.commands.flatMap((command) => (command.kind === 'timer' ? [{ id: command.id, inMs: command.at - this.now }] : []));
  }

  cancelled(): string[] {
    return this.commands.flatMap((command) => (command.kind === 'cancel' ? [command.id] : []));
  }

  types(): string[] {
    return this.execution.history.map(({ type }) => type);
  }

  /** `id<previousEventId Type` of every event. */
  chain(): string[] {
    return this.execution.history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
  }

  event(type: string): HistoryEvent {
    const found = this.execution.history.find((event) => event.type === type);
    if (found === undefined) throw new Error(`no ${type} in ${this.types().join(' ')}`);
    return found;
  }
}

/** Starts an execution of the given states. */
export function play(states: Record<string, unknown>, input: unknown = {}): Promise<Play> {
  return new Play(aMachine(states), input).start();
}
