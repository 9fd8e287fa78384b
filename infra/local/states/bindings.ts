import type { AdvanceRun } from './advance-run.ts';
import type { Strand } from './execution.ts';
import type { Bindings } from './fields.ts';
import { jsonataFunctions } from './jsonata-functions.ts';

/** The variables that a strand sees: those of the scopes around it, then its own. */
export function visibleVariables(run: AdvanceRun, strand: Strand): Record<string, unknown> {
  const parent = run.parentOf(strand);
  return parent === undefined ? strand.variables : { ...visibleVariables(run, parent), ...strand.variables };
}

/** Everything an expression of a strand's state can see; `more` adds result, error output, token or item. */
export function bindingsOf(
  run: AdvanceRun,
  strand: Strand,
  more: { result?: unknown; errorOutput?: unknown; token?: string; item?: Strand['item'] } = {},
): Bindings {
  const { token, item, ...rest } = more;
  return {
    ...jsonataFunctions(run.env),
    ...visibleVariables(run, strand),
    states: { input: strand.input, context: contextOf(run, strand, token, item), ...rest },
  };
}

function contextOf(run: AdvanceRun, strand: Strand, token: string | undefined, item: Strand['item'] | undefined): Record<string, unknown> {
  const { execution, machine } = run;
  const nearest = item ?? itemOf(run, strand);
  const counts = ['Task', 'Parallel', 'Map'].includes(run.stateOf(strand).Type);
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      StartTime: new Date(execution.startedAt).toISOString(),
      Name: execution.name,
      RoleArn: roleOf(run),
      RedriveCount: 0,
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
    State: {
      Name: strand.state,
      EnteredTime: new Date(strand.enteredAt).toISOString(),
      ...(counts ? { RetryCount: strand.retryCount } : {}),
    },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(nearest === undefined ? {} : { Map: { Item: nearest } }),
  };
}

/** The role that the execution is told to run under; made up when the machine names none. */
export function roleOf(run: AdvanceRun): string {
  return run.machine.roleArn ?? `arn:aws:iam::${run.machine.arn.split(':')[4] || '000000000000'}:role/${run.machine.name}`;
}

function itemOf(run: AdvanceRun, strand: Strand): Strand['item'] {
  if (strand.item !== undefined) return strand.item;
  const parent = run.parentOf(strand);
  return parent === undefined ? undefined : itemOf(run, parent);
}
