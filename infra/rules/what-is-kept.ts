import { type Finding, ofType, type Resources } from './finding.ts';

/** Logs end, and belong to one function each; history is encrypted by the shop's key and shows no data in logs; alarms call somebody. */
export function whatIsKept(resources: Resources): Finding[] {
  return [
    ...ofType(resources, 'AWS::Logs::LogGroup')
      .filter(([, { Properties }]) => !Properties?.RetentionInDays)
      .map(([resource]) => ({ rule: 'LogRetention', resource, what: 'give it a retention: logs that never end are a cost and a risk' })),
    ...ofType(resources, 'AWS::Lambda::Function')
      .filter(([, { Properties }]) => !Properties.LoggingConfig?.LogGroup)
      .map(([resource]) => ({
        rule: 'OwnLogGroup',
        resource,
        what: 'give it a logGroup: the one that Lambda makes itself keeps logs for ever',
      })),
    ...ofType(resources, 'AWS::StepFunctions::StateMachine').flatMap(([resource, { Properties }]) => [
      ...(Properties.EncryptionConfiguration?.Type === 'CUSTOMER_MANAGED_KMS_KEY'
        ? []
        : [{ rule: 'HistoryKey', resource, what: 'encrypt its history by the key of the data stack' }]),
      ...(Properties.LoggingConfiguration?.IncludeExecutionData
        ? [{ rule: 'HistoryInLogs', resource, what: 'set includeExecutionData to false: logs are not encrypted by the shop’s key' }]
        : []),
    ]),
    ...ofType(resources, 'AWS::CloudWatch::Alarm')
      .filter(([, { Properties }]) => !Properties.AlarmActions?.length)
      .map(([resource]) => ({ rule: 'AlarmAction', resource, what: 'let it call somebody: alarms go to the topic of the stage' })),
    ...ofType(resources, 'AWS::DynamoDB::Table').flatMap(([resource, { Properties }]) =>
      Properties.DeletionProtectionEnabled ? [] : [{ rule: 'TableProtection', resource, what: 'protect it from deletion' }],
    ),
  ];
}
