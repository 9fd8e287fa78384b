import { TemplateError } from './template.ts';

/** The properties that the local cloud acts on, or knows to change nothing here, of each type that it runs. */
const KNOWN: Record<string, readonly string[]> = {
  'AWS::Lambda::Function':
    'Architectures Code Description Environment EphemeralStorage FunctionName Handler KmsKeyArn LoggingConfig MemorySize ReservedConcurrentExecutions Role Runtime Tags Timeout TracingConfig DeadLetterConfig Layers'.split(
      ' ',
    ),
  'AWS::Lambda::Version': ['FunctionName', 'CodeSha256', 'Description'],
  'AWS::Lambda::Alias': ['FunctionName', 'FunctionVersion', 'Name', 'Description'],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
  'AWS::Lambda::EventSourceMapping':
    'BatchSize BisectBatchOnFunctionError DestinationConfig Enabled EventSourceArn FilterCriteria FunctionName FunctionResponseTypes MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts ParallelizationFactor StartingPosition Tags KmsKeyArn MetricsConfig'.split(
      ' ',
    ),
  'AWS::Events::EventBus': ['Name', 'Description', 'KmsKeyIdentifier', 'DeadLetterConfig', 'Tags', 'LogConfig'],
  'AWS::Events::Rule': ['Name', 'Description', 'EventBusName', 'EventPattern', 'ScheduleExpression', 'State', 'Targets', 'Tags'],
  'AWS::StepFunctions::StateMachine':
    'DefinitionString DefinitionS3Location DefinitionSubstitutions Definition StateMachineName StateMachineType RoleArn LoggingConfiguration TracingConfiguration EncryptionConfiguration Tags'.split(
      ' ',
    ),
  'AWS::ApiGatewayV2::Api': [
    'Name',
    'Description',
    'ProtocolType',
    'CorsConfiguration',
    'DisableExecuteApiEndpoint',
    'Tags',
    'IpAddressType',
  ],
  'AWS::ApiGatewayV2::Route': ['ApiId', 'RouteKey', 'Target', 'AuthorizationType', 'OperationName'],
  'AWS::ApiGatewayV2::Integration': [
    'ApiId',
    'IntegrationType',
    'IntegrationUri',
    'IntegrationMethod',
    'PayloadFormatVersion',
    'TimeoutInMillis',
    'Description',
  ],
  'AWS::Cognito::UserPool':
    'AccountRecoverySetting AdminCreateUserConfig DeletionProtection EmailVerificationMessage EmailVerificationSubject LambdaConfig MfaConfiguration Policies SmsVerificationMessage UserPoolName UserPoolTags UserPoolTier UsernameConfiguration VerificationMessageTemplate'.split(
      ' ',
    ),
  'AWS::Cognito::UserPoolClient':
    'AccessTokenValidity AllowedOAuthFlowsUserPoolClient AuthSessionValidity ClientName EnableTokenRevocation ExplicitAuthFlows IdTokenValidity PreventUserExistenceErrors RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits UserPoolId'.split(
      ' ',
    ),
  'AWS::ApiGatewayV2::Stage': ['ApiId', 'StageName', 'AutoDeploy', 'AccessLogSettings', 'DefaultRouteSettings', 'Description', 'Tags'],
};

/** The members of a rule's target that are acted on. */
export const TARGET_MEMBERS: readonly string[] = [
  'Id',
  'Arn',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'RetryPolicy',
  'DeadLetterConfig',
];

/** Throws TemplateError for a property that the local cloud would otherwise skip in silence. */
export function checkProperties(type: string, logicalId: string, properties: Record<string, unknown>): void {
  const known = KNOWN[type];
  if (known === undefined) return;
  refuseUnknown(`${type} "${logicalId}"`, properties, known);
}

/** Throws TemplateError for the first member that is not among the known ones. */
export function refuseUnknown(what: string, members: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(members).find((member) => !known.includes(member));
  if (unknown !== undefined)
    throw new TemplateError(`${what}: the local cloud does not know the property "${unknown}"; it knows ${known.join(', ')}`);
}
