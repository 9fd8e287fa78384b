import { isDeepStrictEqual } from 'node:util';
import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Guard } from '../guarded.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import { serviceError } from '../service-error.ts';
import type { Command, Happening } from '../states/commands.ts';
import { advance } from '../states/engine.ts';
import { type Execution, newExecution } from '../states/execution.ts';
import type { Store } from '../store.ts';
import type { MachineModel } from '../template/model.ts';
import { arn } from '../template/place.ts';
import { ExecutionStore } from './execution-store.ts';
import { statusChange } from './status-change.ts';

interface Advance {
  readonly execution: string;
  readonly happening: Happening;
  /** The timer's id, by which it is replaced or taken back. */
  readonly tag?: string;
}

/** A task to be called for an execution. */
export interface TaskCall {
  readonly execution: string;
  readonly command: Extract<Command, { kind: 'invoke' }>;
}

/** Hosts the engine: an execution, its history, its commands and the happening that led to them commit together. */
export class Workflows {
  readonly executions: ExecutionStore;
  private readonly of: {
    store: Store;
    clock: SystemClock;
    chance: Chance;
    queue: RunQueue;
    guard: Guard;
    machines: readonly MachineModel[];
    announce: (event: { source: string; detailType: string; detail: unknown; resources: readonly string[] }) => void;
  };

  constructor(of: Workflows['of']) {
    this.of = of;
    this.executions = new ExecutionStore(of.store);
    of.queue.handlers.set('advance', (job) => this.advance(job));
  }

  machine(reference: string): MachineModel {
    const found = this.of.machines.find((machine) => machine.arn === reference || machine.name === reference);
    if (found === undefined) throw serviceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${reference}'`);
    return found;
  }

  /** Starts an execution, as the service would: the same running name and input again is the same execution. */
  start(machineArn: string, input: unknown, name = this.of.chance.bytes(16).toString('hex')): Execution {
    const machine = this.machine(machineArn);
    const express = machine.type === 'EXPRESS' ? `:${this.of.chance.bytes(8).toString('hex')}` : '';
    const kind = machine.type === 'EXPRESS' ? 'express' : 'execution';
    const id = `${arn('states', `${kind}:${machine.name}:${name}`)}${express}`;
    const existing = this.executions.find(id);
    if (existing !== undefined) {
      if (existing.status === 'RUNNING' && isDeepStrictEqual(existing.input, input)) return existing;
      throw serviceError('ExecutionAlreadyExists', `Execution Already Exists: '${id}'`);
    }
    const execution = newExecution(machine, { name, input, arn: id, now: this.of.clock.now() });
    this.of.store.transaction(() => {
      this.executions.insert(execution);
      this.announce(machine, execution);
      this.happen(id, { kind: 'started' });
    });
    return execution;
  }

  /** Something happened to an execution; joins the transaction under way. */
  happen(execution: string, happening: Happening): void {
    const payload: Advance = { execution, happening };
    this.of.queue.add({ kind: 'advance', lane: laneOf(execution), payload });
  }

  private async advance({ payload }: Job): Promise<Outcome> {
    const { execution: id, happening } = payload as Advance;
    const before = this.executions.find(id);
    if (before === undefined) return {};
    const machine = this.machine(before.machineArn);
    const { clock, chance, guard } = this.of;
    const { execution, commands } = await advance(machine, before, happening, { now: clock.now(), random: () => chance.next() });
    if (execution === before) return {};
    const effect = { by: machine.short, service: 'states', operation: happening.kind };
    guard.killPoint(effect, 'kill-before');
    return {
      commit: () => {
        this.executions.update(execution);
        for (const command of commands) this.obey(id, command);
        if (execution.status === 'RUNNING') return;
        this.of.queue.cancel(laneOf(id));
        this.announce(machine, execution);
      },
      committed: () => guard.killPoint(effect, 'kill-after'),
    };
  }

  private obey(execution: string, command: Command): void {
    const { queue } = this.of;
    switch (command.kind) {
      case 'invoke': {
        const call: TaskCall = { execution, command };
        queue.add({ kind: 'task', lane: taskLane(execution, command.id), payload: call });
        return;
      }
      case 'timer': {
        queue.cancel(laneOf(execution), command.id);
        const payload: Advance = { execution, happening: { kind: 'timer', id: command.id }, tag: command.id };
        queue.add({ kind: 'advance', lane: laneOf(execution), payload, due: command.at });
        return;
      }
      case 'cancel':
        queue.cancel(laneOf(execution), command.id);
        queue.cancel(taskLane(execution, command.id));
    }
  }

  private announce(machine: MachineModel, execution: Execution): void {
    // Express executions tell nobody, as on AWS.
    if (machine.type === 'STANDARD') this.of.announce(statusChange(execution));
  }
}

const laneOf = (execution: string) => `exec:${execution}`;
const taskLane = (execution: string, id: string) => `task:${execution}:${id}`;
