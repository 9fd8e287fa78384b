import type { Command } from './commands.ts';
import type { Leaving, Scope, State } from './definition.ts';
import type { Execution, Machine, Strand } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { Environment } from './jsonata-functions.ts';
import type { Failure } from './state-failed.ts';

/** How a strand leaves its state: by the state itself, by a choice rule or by a catcher, with what `$states` then holds. */
export interface Exit {
  by: Leaving;
  /** The place of `by` inside the state, such as `Catch[0]/`; empty for the state itself. */
  place: string;
  result?: { value: unknown };
  errorOutput?: { Error: string; Cause: string };
}

/** What is still to be done before everything waits; `leave` and later happen at once, `enter` takes its turn. */
export type Todo =
  | { do: 'enter'; strand: string }
  | { do: 'begin'; strand: string }
  | { do: 'leave'; strand: string; exit: Exit }
  | { do: 'fail'; strand: string; failure: Failure }
  | { do: 'ended'; strand: string; output: unknown }
  | { do: 'broke'; strand: string; failure: Failure };

/** One advance under way: the only place where an execution's copy is changed. */
export class AdvanceRun {
  readonly machine: Machine;
  readonly execution: Execution;
  readonly env: Environment;
  readonly commands: Command[] = [];
  readonly agenda: Todo[] = [];

  constructor(machine: Machine, execution: Execution, env: Environment) {
    this.machine = machine;
    this.execution = execution;
    this.env = env;
  }

  /** Appends a history event and returns its id. */
  record(type: string, previousEventId: number, details?: Record<`${string}EventDetails`, Record<string, unknown>>): number {
    const id = this.execution.history.length + 1;
    const event: HistoryEvent = { id, previousEventId, timestamp: new Date(this.env.now).toISOString(), type, ...details };
    this.execution.history.push(event);
    return id;
  }

  /** Appends a history event of one strand, in its chain. */
  note(strand: Strand, type: string, details?: Record<`${string}EventDetails`, Record<string, unknown>>): void {
    strand.last = this.record(type, strand.last, details);
  }

  nextId(): string {
    this.execution.cursor.serial += 1;
    return String(this.execution.cursor.serial);
  }

  strand(id: string): Strand | undefined {
    return this.execution.cursor.strands[id];
  }

  /** The state that a strand is in. */
  stateOf(strand: Strand): State {
    const state = this.scopeOf(strand).States[strand.state];
    if (state === undefined)
      throw new Error(`Execution ${this.execution.arn} is in state "${strand.state}", which its machine does not have`);
    return state;
  }

  parentOf(strand: Strand): Strand | undefined {
    return strand.parent === undefined ? undefined : this.strand(strand.parent);
  }

  private scopeOf(strand: Strand): Scope {
    const parent = this.parentOf(strand);
    if (parent === undefined) return this.machine.definition;
    const state = this.stateOf(parent);
    const scope = state.Type === 'Map' ? state.ItemProcessor : state.Type === 'Parallel' ? state.Branches[strand.index] : undefined;
    if (scope === undefined) throw new Error(`State "${parent.state}" has no branch ${strand.index}`);
    return scope;
  }
}
