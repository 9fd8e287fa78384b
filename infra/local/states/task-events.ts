/** What becomes of a task attempt, as the history tells it. */
export type TaskMoment = 'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut';

/** A task's resource, taken apart as GetExecutionHistory does; `lambda` is set for a bare function ARN. */
export interface TaskResource {
  resourceType: string;
  resource: string;
  lambda: boolean;
}

/** Takes a resource apart: `arn:aws:states:::lambda:invoke` is type lambda, resource invoke; everything else is a function (also a placeholder `${Name}`). */
export function readResource(arn: string): TaskResource {
  const service = /^arn:(?:\$\{[^}]*\}|[^:]*):states:[^:]*:[^:]*:(.+):([^:]+)$/.exec(arn);
  if (service?.[1] !== undefined && service[2] !== undefined) return { resourceType: service[1], resource: service[2], lambda: false };
  return { resourceType: 'lambda', resource: arn, lambda: true };
}

/** The type and details of one history event of a task; undefined details are left out, as AWS does. */
export function taskEvent(
  arn: string,
  moment: TaskMoment,
  details: Record<string, unknown>,
): [string, Record<`${string}EventDetails`, Record<string, unknown>>] {
  const { resourceType, resource, lambda } = readResource(arn);
  const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  if (!lambda) return [`Task${moment}`, { [`task${moment}EventDetails`]: { resourceType, resource, ...given } }];
  if (moment === 'Started') return ['LambdaFunctionStarted', {}];
  if (moment !== 'Scheduled') return [`LambdaFunction${moment}`, { [`lambdaFunction${moment}EventDetails`]: given }];
  const { parameters: input, region: _region, ...rest } = given;
  return ['LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: { resource, input, ...rest } }];
}
