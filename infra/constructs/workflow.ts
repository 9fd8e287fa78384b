import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Grant, type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { MachineType } from '../local/states/definition.ts';
import { DefinitionError } from '../local/states/definition-error.ts';
import { readDefinition } from '../local/states/read-definition.ts';
import { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { surroundingsOf } from './surroundings.ts';
import type { TaskFunction } from './task-function.ts';
import type { Trigger } from './triggers.ts';
import { acknowledgeWildcard } from './wildcards.ts';
import { carelessTasks, type Definition, impossibleJourney, unmatched } from './workflow-rules.ts';

const workflows = resolve(import.meta.dirname, '../../workflows');

export interface WorkflowProps {
  /** The definition under workflows/, with `${DecideReturn}` where the function's ARN goes. */
  readonly definition: string;
  /** The functions behind the placeholders; their ids are the placeholders' names. */
  readonly tasks: readonly TaskFunction[];
  /** Functions that only executions of the release before call: they, and the right to them, leave with the next release. */
  readonly retired?: readonly TaskFunction[];
  /** What starts an execution; its input is the event's detail. */
  readonly startsWhen: Trigger;
  /** The path that most cases take, state by state. */
  readonly journey: readonly string[];
  /** What the business loses while it cannot start, in a sentence. */
  readonly impact: string;
  /**
   * For short work that is safe to repeat: at most five minutes, at least once. AWS announces no end of such executions, so an alarm
   * watches those that did not succeed.
   */
  readonly express?: true;
  /** Watched by an alarm when executions fail: for work that belongs to no case, of which nobody else would hear. */
  readonly alarmed?: true;
}

const usingHistory = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** The most states that a journey may pass. */
const mostStates = 10;

/** A state machine from its ASL file, Standard unless said; fails at synth when the file and the stack disagree or a task is careless. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Every function that an execution may call, those of the release before included. */
  readonly tasks: readonly TaskFunction[];

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const text = readFileSync(join(workflows, props.definition), 'utf8');
    const problems = problemsOf(text, props);
    if (problems.length > 0) throw new Error([`workflows/${props.definition} cannot be deployed:`, ...problems].join('\n- '));

    const { stage, historyKey } = surroundingsOf(this);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: props.express ? StateMachineType.EXPRESS : StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: Object.fromEntries(props.tasks.map((task) => [task.node.id, task.live.functionArn])),
      // The CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes.
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(historyKey as IKey, Duration.minutes(5)),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Logs', { retention: stage.retention.logDays, removalPolicy: RemovalPolicy.DESTROY }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.tasks = [...props.tasks, ...(props.retired ?? [])];
    for (const task of this.tasks) task.live.grantInvoke(this.stateMachine);
    acknowledgeWildcard(this, '*', 'X-Ray and the log delivery that Step Functions sets up have no resources to name.');
    this.startOn(props);
    if (props.express || props.alarmed) this.alarmWhenItFails(props.impact);
  }

  private alarmWhenItFails(impact: string): void {
    const period = { statistic: 'Sum', period: Duration.minutes(5) };
    const unfinished = { FAILED: this.stateMachine.metricFailed(period), TIMED_OUT: this.stateMachine.metricTimedOut(period) };
    for (const [status, metric] of Object.entries(unfinished))
      new ImpactAlarm(this, status === 'FAILED' ? 'Failed' : 'TimedOut', {
        metric,
        above: 0,
        impact,
        look: `the log of the state machine: executions that ended as ${status}.`,
      });
  }

  /** The ARNs of its executions: their names come from EventBridge, so nobody knows them before. */
  private get executions(): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.stateMachine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** Lets a function look at any execution of this workflow. */
  mayDescribeExecutions(by: TaskFunction): void {
    const anyBecause = 'Every execution of this one state machine: EventBridge makes their names.';
    by.may({ actions: ['states:DescribeExecution'], resources: [this.executions], anyBecause });
    this.mayUseHistory(by);
  }

  /** Lets a function answer the tasks that wait. */
  mayAnswerTasks(by: TaskFunction): void {
    by.may({ actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'], resources: [this.stateMachine.stateMachineArn] });
    this.mayUseHistory(by);
  }

  /** Whoever reads an execution, or hands it something, needs its key as well. */
  private mayUseHistory(by: TaskFunction): void {
    by.may({ actions: usingHistory, resources: [surroundingsOf(this).historyKey.keyArn] });
  }

  private startOn({ startsWhen, impact }: WorkflowProps): void {
    const { queue } = new DeadLetters(this, 'DeadLetters', { impact });
    const rule = new Rule(this, 'Rule', { ...startsWhen, description: `Starts the workflow ${this.node.id}` });
    const starter = new Role(this, 'Starter', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    Grant.addToPrincipal({ grantee: starter, actions: usingHistory, resourceArns: [surroundingsOf(this).historyKey.keyArn] });
    rule.addTarget(
      new SfnStateMachine(this.stateMachine, {
        role: starter as IRole,
        input: RuleTargetInput.fromEventPath('$.detail'),
        deadLetterQueue: queue,
        maxEventAge: Duration.days(1),
        retryAttempts: 185,
      }),
    );
  }
}

function problemsOf(text: string, { tasks, journey, express }: WorkflowProps): string[] {
  const definition = JSON.parse(text) as Definition;
  return [
    ...unmatched(
      text,
      tasks.map((task) => task.node.id),
    ),
    ...carelessTasks(definition),
    ...impossibleJourney(definition, journey, mostStates),
    ...invalidities(definition),
    ...unreadable(definition, express ? 'EXPRESS' : 'STANDARD'),
  ];
}

/** What the local engine cannot read: every JSONata expression is parsed, and what it refers to must exist where it stands. */
function unreadable(definition: Definition, type: MachineType): string[] {
  try {
    readDefinition(definition, type);
    return [];
  } catch (error) {
    if (error instanceof DefinitionError) return [error.message];
    throw error;
  }
}

/** What asl-validator finds. It is loaded at the first use: its schemas take a while. */
function invalidities(definition: Definition): string[] {
  const validate = createRequire(import.meta.url)('asl-validator') as (definition: Definition, options: object) => AslReport;
  const { isValid, errors } = validate(definition, { checkPaths: false, checkArn: false });
  return isValid ? [] : errors.map((error) => `${error['Error code'] ?? 'Invalid'}: ${error.Message ?? JSON.stringify(error)}`);
}
interface AslReport {
  readonly isValid: boolean;
  readonly errors: readonly { readonly 'Error code'?: string; readonly Message?: string }[];
}
