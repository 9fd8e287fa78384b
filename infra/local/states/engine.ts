import { AdvanceRun, type Todo } from './advance-run.ts';
import type { Command, Happening } from './commands.ts';
import { breakStrand, endStrand } from './end-branch.ts';
import { breakExecution } from './end-execution.ts';
import { beginState, enterState } from './enter-state.ts';
import { copyExecution, type Execution, type Machine, type Strand } from './execution.ts';
import { failState, tellFailure } from './fail-state.ts';
import type { Environment } from './jsonata-functions.ts';
import { leaveState } from './leave-state.ts';
import { takeIn } from './take-in.ts';

// AWS ends an execution at 25,000 events; here it also stops a machine that circles without ever waiting.
const MOST_EVENTS = 25_000;

/**
 * Takes one happening into an execution and runs every state that needs no waiting. Pure: the given execution is not changed,
 * and with the same `env` the same comes out. A late, repeated or unknown happening gives back the same execution and no commands.
 */
export async function advance(
  machine: Machine,
  execution: Execution,
  happening: Happening,
  env: Environment,
): Promise<{ execution: Execution; commands: Command[] }> {
  const run = new AdvanceRun(machine, copyExecution(execution), env);
  if (!takeIn(run, happening)) return { execution, commands: run.commands };
  for (let todo = run.agenda.shift(); todo !== undefined; todo = run.agenda.shift()) {
    const strand = run.strand(todo.strand);
    // A strand that was aborted meanwhile has nothing left to do.
    if (strand === undefined) continue;
    if (run.execution.history.length >= MOST_EVENTS - 1) {
      const cause = `The execution reached the maximum number of history events (${MOST_EVENTS}).`;
      breakExecution(run, 'FAILED', { error: 'States.Runtime', cause }, strand.last);
      break;
    }
    await perform(run, strand, todo);
  }
  return { execution: run.execution, commands: run.commands };
}

async function perform(run: AdvanceRun, strand: Strand, todo: Todo): Promise<void> {
  switch (todo.do) {
    case 'enter':
      return enterState(run, strand);
    case 'begin':
      return beginState(run, strand);
    case 'leave':
      return leaveState(run, strand, todo.exit);
    case 'fail':
      return failState(run, strand, todo.failure);
    case 'ended':
      return endStrand(run, strand, todo.output);
    case 'broke':
      return breakStrand(run, strand, tellFailure(run, strand, todo.failure));
  }
}
