import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Archive } from 'aws-cdk-lib/aws-events';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ImpactAlarm } from '../constructs/impact-alarm.ts';
import { TaskFunction } from '../constructs/task-function.ts';
import type { Stage } from '../stages.ts';
import type { DataStack } from './data-stack.ts';
import { costRow } from './operations/cost.ts';
import { faultRow, figureRow } from './operations/figures.ts';
import type { ServiceStack } from './service-stack.ts';

export interface OperationsStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly service: ServiceStack;
}

/** What only watches and keeps: the dashboard, a query over all logs, and the archive of the bus. Without it everything works, unseen. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, service, ...props }: OperationsStackProps) {
    super(scope, id, props);
    this.keepEvents(stage, service);
    this.queryOneCase(stage, service);
    const alarms = service.node
      .findAll()
      .filter((construct) => construct instanceof ImpactAlarm)
      .map(({ alarm }) => alarm);
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: `redress-${stage.stage}`, defaultInterval: Duration.days(7) });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 }));
    dashboard.addWidgets(...figureRow(stage));
    dashboard.addWidgets(...faultRow(stage, service));
    dashboard.addWidgets(...costRow(service, data));
    new CfnOutput(this, 'DashboardName', { value: dashboard.dashboardName, description: 'The dashboard in CloudWatch' });
  }

  /** The shop's own events carry people, and are the shop's to keep: the archive holds ours only, which carry ids. */
  private keepEvents(stage: Stage, { bus }: ServiceStack): void {
    const archive = new Archive(this, 'Archive', {
      sourceEventBus: bus,
      description: `What happened to cases, stage ${stage.stage}`,
      eventPattern: { source: ['redress'] },
      retention: Duration.days(stage.retention.archiveDays),
    });
    new CfnOutput(this, 'ArchiveName', { value: archive.archiveName, description: 'Events to replay; docs/procedures.md says how' });
  }

  private queryOneCase(stage: Stage, service: ServiceStack): void {
    const functions = service.node.findAll().filter((construct) => construct instanceof TaskFunction);
    // CloudWatch takes 50 log groups for one query; these are the ones that a case passes.
    const passed = functions.filter(({ node }) => !/^(Measure|Publish|Import|ServeHealth|ServePolicies)/.test(node.id)).slice(0, 50);
    new QueryDefinition(this, 'OneCase', {
      queryDefinitionName: `Redress/${stage.stage}/One case`,
      logGroups: passed.map(({ logGroup }) => logGroup),
      queryString: new QueryString({
        fields: ['@timestamp', 'function', 'message', 'type', 'status', 'error', 'caseId', 'traceId'],
        filterStatements: ['caseId = "R-XXXXXXXX"'],
        sort: '@timestamp',
      }),
    });
  }
}
