import { createHash } from 'node:crypto';
import { arn, PLACE } from './place.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource. `attributes` without a name answer nothing: an unknown one is an error. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Identify = (name: string, properties: Record<string, unknown>, endpoint: string) => Identity;

const named =
  (service: string, prefix: string, more: (name: string) => Record<string, string> = () => ({})): Identify =>
  (name) => ({ ref: name, attributes: { Arn: arn(service, `${prefix}${name}`), ...more(name) } });
const byArn =
  (service: string, prefix: string, more: (name: string) => Record<string, string> = () => ({})): Identify =>
  (name) => ({ ref: arn(service, `${prefix}${name}`), attributes: { Arn: arn(service, `${prefix}${name}`), ...more(name) } });
const plain: Identify = (name) => ({ ref: name, attributes: { Id: name } });

const table = named('dynamodb', 'table/', (name) => ({ StreamArn: `${arn('dynamodb', `table/${name}`)}/stream/local`, TableId: name }));
const global = (service: string, prefix: string): Identify => {
  return (name) => ({
    ref: name,
    attributes: { Arn: `arn:${PLACE.partition}:${service}::${PLACE.account}:${prefix}${name}`, RoleId: name, PolicyId: name },
  });
};

/** How the resources that the local cloud runs are told apart. */
export const RUNNING: Record<string, Identify> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': named('lambda', 'function:'),
  'AWS::Lambda::Version': (name, { FunctionName }) => ({
    ref: `${arn('lambda', `function:${functionNameOf(FunctionName)}`)}:${name.length}`,
    attributes: { Version: '1', FunctionArn: arn('lambda', `function:${functionNameOf(FunctionName)}`) },
  }),
  'AWS::Lambda::Alias': (_name, { FunctionName, Name }) => {
    const ref = `${arn('lambda', `function:${functionNameOf(FunctionName)}`)}:${String(Name)}`;
    return { ref, attributes: { AliasArn: ref } };
  },
  'AWS::Lambda::EventInvokeConfig': plain,
  'AWS::Lambda::EventSourceMapping': named('lambda', 'event-source-mapping:', (name) => ({ Id: name, EventSourceMappingArn: name })),
  'AWS::Events::EventBus': named('events', 'event-bus/', (name) => ({ Name: name })),
  'AWS::Events::Rule': named('events', 'rule/'),
  'AWS::StepFunctions::StateMachine': byArn('states', 'stateMachine:', (name) => ({ Name: name, StateMachineRevisionId: '1' })),
  'AWS::ApiGatewayV2::Api': (name, _properties, endpoint) => ({ ref: name, attributes: { ApiId: name, ApiEndpoint: endpoint } }),
  'AWS::ApiGatewayV2::Stage': (_name, { StageName }) => ({ ref: String(StageName), attributes: {} }),
  'AWS::ApiGatewayV2::Route': plain,
  'AWS::ApiGatewayV2::Integration': plain,
  'AWS::SQS::Queue': (name, _properties, endpoint) => ({
    ref: `${endpoint}/local/queues/${name}`,
    attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: `${endpoint}/local/queues/${name}` },
  }),
  'AWS::S3::Bucket': (name) => ({
    ref: name,
    attributes: {
      Arn: `arn:${PLACE.partition}:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${PLACE.region}.amazonaws.com`,
    },
  }),
  'AWS::Cognito::UserPool': (name) => {
    const id = `${PLACE.region}_${createHash('sha256').update(name).digest('hex').slice(0, 9)}`;
    const provider = `cognito-idp.${PLACE.region}.amazonaws.com/${id}`;
    const attributes = {
      Arn: arn('cognito-idp', `userpool/${id}`),
      UserPoolId: id,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    };
    return { ref: id, attributes };
  },
  'AWS::Cognito::UserPoolClient': (name) => {
    const id = createHash('sha256').update(name).digest('hex').slice(0, 26);
    return { ref: id, attributes: { ClientId: id, Name: name } };
  },
  'AWS::SecretsManager::Secret': byArn('secretsmanager', 'secret:', (name) => ({ Id: arn('secretsmanager', `secret:${name}`) })),
};

/** Recorded, but doing nothing here: rights, keys, alarms, archives and what only a real account has. */
export const INERT: Record<string, Identify> = {
  'AWS::IAM::Role': global('iam', 'role/'),
  'AWS::IAM::Policy': global('iam', 'policy/'),
  'AWS::IAM::ManagedPolicy': (name) => ({ ref: arn('iam', `policy/${name}`), attributes: { PolicyArn: arn('iam', `policy/${name}`) } }),
  'AWS::Lambda::Permission': plain,
  'AWS::Lambda::LayerVersion': byArn('lambda', 'layer:'),
  'AWS::Logs::LogGroup': named('logs', 'log-group:'),
  'AWS::Logs::MetricFilter': plain,
  'AWS::Logs::QueryDefinition': plain,
  'AWS::Logs::ResourcePolicy': plain,
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': plain,
  'AWS::KMS::Key': named('kms', 'key/', (name) => ({ KeyId: name })),
  'AWS::KMS::Alias': plain,
  'AWS::SQS::QueuePolicy': plain,
  'AWS::S3::BucketPolicy': plain,
  'AWS::SNS::Topic': byArn('sns', '', (name) => ({ TopicArn: arn('sns', name), TopicName: name })),
  'AWS::SNS::TopicPolicy': plain,
  'AWS::SNS::Subscription': plain,
  'AWS::Events::Archive': named('events', 'archive/', (name) => ({ ArchiveName: name })),
  'AWS::Events::EventBusPolicy': plain,
  'AWS::SES::ConfigurationSet': plain,
  'AWS::SES::ConfigurationSetEventDestination': plain,
  'AWS::SES::EmailIdentity': plain,
  'AWS::SSM::Parameter': plain,
  'AWS::CDK::Metadata': plain,
};

/** The name inside a function's ARN, with or without alias, or the bare name itself. */
export function functionNameOf(reference: unknown): string {
  const parts = String(reference).split(':');
  return parts[0] === 'arn' ? (parts[6] ?? '') : (parts[0] ?? '');
}
