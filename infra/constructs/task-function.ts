import { join } from 'node:path';
import { AssetHashType, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  type IFunction,
  type IVersion,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { fileNameOf } from './function-files.ts';
import { OwnRole } from './own-role.ts';
import { surroundingsOf } from './surroundings.ts';
import { grantTables, type TableAccess } from './table-access.ts';
import { acknowledgeWildcard, wildcardsIn } from './wildcards.ts';

export interface TaskFunctionProps extends TableAccess {
  /** The folder under functions/ where the file lies that the id names. */
  readonly area: string;
  /** What it needs beside the settings that every function gets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly memory?: number;
  readonly timeout?: Duration;
  /** Only for functions that people call by name from a command line. */
  readonly functionName?: string;
}

/**
 * One Lambda. Finds its bundle from its id (`DecideReturn` is functions/<area>/decide-return.ts), has its own role and log group, sets
 * a table's variable and grant together, and is called through its alias `live`, so that a running case keeps working during a deploy.
 */
export class TaskFunction extends Construct implements IGrantable {
  readonly function: LambdaFunction;
  /** The alias `live`: what everything else calls. */
  readonly live: IFunction;
  readonly logGroup: LogGroup;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    const { stage, tables, bundles } = surroundingsOf(this);
    const bundle = bundles.functions[id];
    if (bundle?.area !== props.area)
      throw new Error(`${this.node.path} needs functions/${props.area}/${fileNameOf(id)}.ts, which exports a handler.`);

    this.logGroup = new LogGroup(this, 'Logs', { retention: stage.retention.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const role = new OwnRole(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.grantPrincipal = role;
    this.logGroup.grantWrite(role);
    this.function = new LambdaFunction(this, 'Function', {
      ...(props.functionName ? { functionName: props.functionName } : {}),
      description: `functions/${props.area}/${fileNameOf(id)}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundles.directory, id), { assetHash: bundle.hash, assetHashType: AssetHashType.CUSTOM }),
      memorySize: props.memory ?? 512,
      timeout: props.timeout ?? Duration.seconds(20),
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      role,
      environment: {
        STAGE: stage.stage,
        LIMITS: stage.limits,
        PUBLIC_URL: stage.publicUrl,
        LOCALES: stage.locales.join(','),
        KEEP_DAYS: [stage.retention.peopleDays, stage.retention.textDays, stage.retention.uploadDays].join(','),
        POWERTOOLS_SERVICE_NAME: fileNameOf(id),
        ...grantTables(tables, props, role),
        ...props.environment,
      },
    });
    // The CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes; these two say so once.
    const version = this.function.currentVersion as IVersion;
    this.live = new Alias(this, 'Live', { aliasName: 'live', version }) as IFunction;
    acknowledge(
      role,
      'Serverless-LambdaStarPermissions',
      'Each wildcard has its own reason: AwsSolutions-IAM5 asks for it, and our rule does.',
    );
    acknowledge(
      this,
      'Serverless-LambdaDLQ',
      'Where nobody waits for it an on-failure destination takes what failed, and why; elsewhere its caller hears it.',
    );
    acknowledgeWildcard(role, '*', 'X-Ray has no resources to name: xray:PutTraceSegments and xray:PutTelemetryRecords are granted on *.');
  }

  /** Grants what `permission` says and sets the variables that go with it. A wildcard without its reason throws. */
  may({ actions, resources, environment = {}, anyBecause }: Permission): void {
    for (const wildcard of wildcardsIn(this, resources)) {
      if (!anyBecause) throw new Error(`${this.node.path} may ${actions.join(', ')} on ${wildcard}: name the resource, or say why any.`);
      acknowledgeWildcard(this, wildcard, anyBecause);
    }
    this.function.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    for (const [name, value] of Object.entries(environment)) this.function.addEnvironment(name, value);
  }
}

/** One thing that a function may do. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Why a resource ends in a wildcard. */
  readonly anyBecause?: string;
}
