import { type Finding, ofType, type Resources, refersTo } from './finding.ts';

/**
 * Whatever calls without waiting has somewhere to put what failed, and somebody who is called: rules and their functions (the first catches
 * delivery, the second errors), streams, and the queues themselves.
 */
export function asynchronousEdges(resources: Resources): Finding[] {
  return [...rules(resources), ...listeners(resources), ...streams(resources), ...queues(resources)];
}

function rules(resources: Resources): Finding[] {
  return ofType(resources, 'AWS::Events::Rule').flatMap(([resource, { Properties }]) =>
    (Properties.Targets ?? []).flatMap((target: { DeadLetterConfig?: object; RetryPolicy?: { MaximumEventAgeInSeconds?: number } }) => [
      ...(target.DeadLetterConfig ? [] : [{ rule: 'RuleDeadLetters', resource, what: 'give the target a deadLetterQueue' }]),
      ...(target.RetryPolicy?.MaximumEventAgeInSeconds
        ? []
        : [{ rule: 'RuleRetry', resource, what: 'say how long a delivery is worth trying: maxEventAge' }]),
    ]),
  );
}

/** Functions that a rule calls, by their alias or themselves. */
function listeners(resources: Resources): Finding[] {
  const configured = ofType(resources, 'AWS::Lambda::EventInvokeConfig');
  const targets = ofType(resources, 'AWS::Events::Rule').flatMap(([, { Properties }]) => Properties.Targets ?? []);
  const called = [...ofType(resources, 'AWS::Lambda::Function'), ...ofType(resources, 'AWS::Lambda::Alias')].filter(([id]) =>
    targets.some((target: { Arn: unknown }) => refersTo(target.Arn, id)),
  );
  return called.flatMap(([resource, { Type, Properties }]) => {
    const name = Type === 'AWS::Lambda::Alias' ? Properties.FunctionName : { Ref: resource };
    const own = configured.filter(([, config]) => JSON.stringify(config.Properties.FunctionName) === JSON.stringify(name));
    const keeps = own.some(([, config]) => config.Properties.DestinationConfig?.OnFailure?.Destination);
    return keeps
      ? []
      : [{ rule: 'ListenerFailure', resource, what: 'give it an on-failure destination: what it could not do is lost otherwise' }];
  });
}

function streams(resources: Resources): Finding[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => Properties.StartingPosition)
    .filter(
      ([, { Properties }]) =>
        !(Properties.DestinationConfig?.OnFailure && Properties.MaximumRetryAttempts >= 0 && Properties.BisectBatchOnFunctionError),
    )
    .map(([resource]) => ({
      rule: 'StreamFailure',
      resource,
      what: 'bisect failing batches, bound the retries and keep what is given up: onFailure',
    }));
}

/** A queue where dead letters wait calls somebody. */
function queues(resources: Resources): Finding[] {
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
  return ofType(resources, 'AWS::SQS::Queue')
    .filter(([id]) => !alarms.some(([, { Properties }]) => refersTo(Properties.Dimensions, id) && Properties.AlarmActions?.length > 0))
    .map(([resource]) => ({ rule: 'QueueAlarm', resource, what: 'add an alarm that calls somebody when a message waits there' }));
}
