import { lostData } from './lost-data.ts';
import { contractIn, mayInvoke, type Release, type ReleasedTask, type ReleasedWorkflow, workflowsIn } from './release.ts';

/** Something of the release before that the next one would strand, and what to do. */
export interface Stranding {
  readonly what:
    | 'workflow-replaced'
    | 'role-gone'
    | 'function-gone'
    | 'right-gone'
    | 'input-refused'
    | 'input-missing'
    | 'output-shrunk'
    | 'event-gone'
    | 'data-gone'
    | 'data-replaced'
    | 'index-gone'
    | 'queue-gone'
    | 'route-gone';
  readonly of: string;
  readonly cure: string;
}

/**
 * What would strand when `next` follows `previous`: executions that run keep the definition that they started with, and call their tasks by
 * the aliases of then, with the payloads of then, under the role of the machine. An empty list means that running cases go on.
 */
export function stranded(previous: Release, next: Release): Stranding[] {
  const now = new Map(workflowsIn(next).map((workflow) => [workflow.logicalId, workflow]));
  const workflows = workflowsIn(previous).filter(({ express }) => !express);
  return [
    ...workflows.flatMap((workflow) => machineOf(workflow, now.get(workflow.logicalId), next)),
    ...workflows.flatMap(({ name, tasks }) => tasks.flatMap((task) => inputOf(name, task, next))),
    ...shrunkOutputs(previous, next),
    ...goneEvents(previous, next),
    ...lostData(previous, next),
  ];
}

function machineOf(
  { name, role, express, logicalId, tasks }: ReleasedWorkflow,
  now: ReleasedWorkflow | undefined,
  next: Release,
): Stranding[] {
  if (!now || now.express !== express)
    return [
      {
        what: 'workflow-replaced',
        of: name,
        cure: `keep the logical id ${logicalId} and its type: CloudFormation deletes the machine, and its executions with it`,
      },
    ];
  const roleGone: Stranding[] = next.service.Resources[role]
    ? []
    : [{ what: 'role-gone', of: name, cure: `keep the role ${role} for one more release: running executions act under it` }];
  const invokes = mayInvoke(next, now.role);
  return [
    ...roleGone,
    ...tasks.flatMap(({ name: task, alias }): Stranding[] => {
      if (!next.service.Resources[alias])
        return [
          {
            what: 'function-gone',
            of: task,
            cure: `keep the function (alias ${alias}) and the right of ${name} to it for one more release: running executions call it`,
          },
        ];
      if (!invokes.has(alias))
        return [
          { what: 'right-gone', of: task, cure: `let ${name} call it for one more release: hand it to the workflow as retired task` },
        ];
      return [];
    }),
  ];
}

function inputOf(workflow: string, { name, payloads }: ReleasedTask, next: Release): Stranding[] {
  const input = contractIn(next)?.inputs[name];
  if (!input) return [];
  return payloads.flatMap((sent): Stranding[] => {
    const refused = input.others ? [] : sent.filter((field) => !input.known.includes(field));
    const missing = input.required.filter((field) => !sent.includes(field));
    return [
      ...refused.map(
        (field): Stranding => ({
          what: 'input-refused',
          of: `${name}.${field}`,
          cure: `let ${name} take ${field}, if only to ignore it: running executions of ${workflow} send it`,
        }),
      ),
      ...missing.map(
        (field): Stranding => ({
          what: 'input-missing',
          of: `${name}.${field}`,
          cure: `make ${field} optional: running executions of ${workflow} do not send it`,
        }),
      ),
    ];
  });
}

function shrunkOutputs(previous: Release, next: Release): Stranding[] {
  const [before, after] = [contractIn(previous)?.outputs ?? {}, contractIn(next)?.outputs ?? {}];
  return Object.entries(before).flatMap(([task, { known }]) =>
    known
      .filter((field) => after[task] && !after[task].known.includes(field))
      .map(
        (field): Stranding => ({
          what: 'output-shrunk',
          of: `${task}.${field}`,
          cure: `give ${field} for one more release: the next states of running executions read it`,
        }),
      ),
  );
}

function goneEvents(previous: Release, next: Release): Stranding[] {
  const [before, after] = [contractIn(previous)?.events ?? [], contractIn(next)?.events];
  return before
    .filter((type) => after && !after.includes(type))
    .map(
      (type): Stranding => ({
        what: 'event-gone',
        of: type,
        cure: 'keep its file in events/: the log holds records of it, which are announced and replayed',
      }),
    );
}
