import { exceedsDataLimit } from './data-limit.ts';
import type { Definition, MachineType } from './definition.ts';
import type { HistoryEvent } from './history.ts';

/** A state machine as the host knows it; `definition` comes from `readDefinition`, placeholders already substituted. */
export interface Machine {
  name: string;
  arn: string;
  type: MachineType;
  definition: Definition;
  roleArn?: string;
}

/** What a strand waits for. Instants are epoch milliseconds. */
export type Waiting =
  | {
      for: 'answer';
      id: string;
      resource: string;
      token?: string;
      submitted?: true;
      timeoutAt?: number;
      heartbeatAt?: number;
      heartbeatMs?: number;
    }
  | { for: 'time'; id: string; at: number; next: 'leave' | 'retry' }
  | { for: 'branches'; fork: Fork };

/** The branches of a Parallel or the iterations of a Map that is under way. */
export interface Fork {
  length: number;
  started: number;
  running: number;
  results: unknown[];
  failures: number;
  items?: unknown[];
  concurrency: number;
  toleratedCount?: number;
  toleratedPercentage?: number;
}

/** One line of states: the machine itself, one branch or one iteration. `last` is the id of its latest history event. */
export interface Strand {
  id: string;
  parent?: string;
  index: number;
  state: string;
  input: unknown;
  variables: Record<string, unknown>;
  item?: { Index: number; Value: unknown };
  last: number;
  enteredId: number;
  enteredAt: number;
  retryCount: number;
  attempts: number[];
  waiting?: Waiting;
}

/** Where an execution stands: plain JSON, for the engine's eyes only. */
export interface Cursor {
  serial: number;
  timeoutAt?: number;
  strands: Record<string, Strand>;
}

/** One execution: plain JSON that survives storage between any two advances; instants in epoch milliseconds. */
export interface Execution {
  arn: string;
  name: string;
  machineArn: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  input: unknown;
  output?: unknown;
  error?: string;
  cause?: string;
  startedAt: number;
  stoppedAt?: number;
  history: HistoryEvent[];
  cursor: Cursor;
}

/** An input that AWS would refuse at StartExecution for its size. */
export class InputTooLarge extends Error {
  override readonly name = 'InputTooLarge';
}

/** A new execution at its very beginning, to be advanced with `started`; throws InputTooLarge above 256 KiB. */
export function newExecution(machine: Machine, start: { name: string; input: unknown; arn: string; now: number }): Execution {
  if (exceedsDataLimit(start.input))
    throw new InputTooLarge(`The input of execution "${start.name}" is larger than 256 KiB: pass ids instead of data`);
  return {
    arn: start.arn,
    name: start.name,
    machineArn: machine.arn,
    status: 'RUNNING',
    input: JSON.parse(JSON.stringify(start.input) ?? 'null'),
    startedAt: start.now,
    history: [],
    cursor: { serial: 0, strands: {} },
  };
}

/** A copy whose bookkeeping may be changed; the values in it (inputs, variables, events) are never changed, so they are shared. */
export function copyExecution(execution: Execution): Execution {
  const strands: Record<string, Strand> = {};
  for (const [id, strand] of Object.entries(execution.cursor.strands)) {
    const copy: Strand = { ...strand, attempts: [...strand.attempts] };
    if (strand.waiting?.for === 'branches')
      copy.waiting = { for: 'branches', fork: { ...strand.waiting.fork, results: [...strand.waiting.fork.results] } };
    else if (strand.waiting !== undefined) copy.waiting = { ...strand.waiting };
    strands[id] = copy;
  }
  return { ...execution, history: [...execution.history], cursor: { ...execution.cursor, strands } };
}
