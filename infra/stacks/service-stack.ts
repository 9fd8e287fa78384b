import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import type { Bundles } from '../constructs/bundling.ts';
import { edgeSecret } from '../constructs/edge/edge-secret.ts';
import { PublicApi } from '../constructs/public-api.ts';
import { surround } from '../constructs/surroundings.ts';
import type { Workflow } from '../constructs/workflow.ts';
import type { Stage } from '../stages.ts';
import type { DataStack } from './data-stack.ts';
import { Agents } from './service/agents.ts';
import { Clocks } from './service/clocks.ts';
import { Customers } from './service/customers.ts';
import { Escalation } from './service/escalation.ts';
import { Log } from './service/log.ts';
import { Notices } from './service/notices.ts';
import { Operations } from './service/operations.ts';
import { Orders } from './service/orders.ts';
import { PersonalData } from './service/personal-data.ts';
import { Refunds } from './service/refunds.ts';
import { ReturnWorkflow } from './service/return-workflow.ts';
import { SignIn } from './service/sign-in.ts';
import { Slack } from './service/slack.ts';
import { Waiting } from './service/waiting.ts';
import { Watch } from './service/watch.ts';
import { Webhooks } from './service/webhooks.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly bundles: Bundles;
}

/** Everything that can be replaced without losing a case. */
export class ServiceStack extends Stack {
  readonly bus: EventBus;
  readonly api: HttpApi;
  /** The return workflow. */
  readonly workflow: Workflow;
  /** What stands in front of it needs: the API's host, the paths that lead there, and the secret that it asks for. */
  readonly front: { readonly host: string; readonly paths: readonly string[]; readonly secret?: Secret };

  constructor(scope: Construct, id: string, { stage, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const bus = new EventBus(this, 'Bus', { eventBusName: stage.busName, description: 'What happened to cases, and what the shop says' });
    const secret = stage.edge === 'on' ? edgeSecret(this) : undefined;
    const { tables, uploads, undelivered, historyKey, colleagues } = data;
    const { topic: alarms } = new AlarmTopic(this, 'Alarms', { email: stage.alarmEmail });
    const kept = { tables, uploads, undelivered, historyKey, colleagues };
    surround(this, { stage, ...kept, bus, bundles, alarms, ...(secret ? { edgeSecret: secret } : {}) });

    const front = new PublicApi(this, 'PublicApi');
    const { api, url } = front;
    new Log(this, 'Log');
    new Orders(this, 'Orders');
    new Customers(this, 'Customers', { api });
    new SignIn(this, 'SignIn', { api });
    new Agents(this, 'Agents', { api });
    new Webhooks(this, 'Webhooks', { api });
    const { workflow } = new ReturnWorkflow(this, 'Returns');
    new Refunds(this, 'Refunds');
    new Waiting(this, 'Waiting', { workflow });
    new Clocks(this, 'Clocks');
    new Escalation(this, 'Escalation');
    new Notices(this, 'Notices');
    if (stage.slack) new Slack(this, 'Slack', { api, slack: stage.slack });
    new PersonalData(this, 'PersonalData', { api });
    new Operations(this, 'Operations', { api, workflow });
    new Watch(this, 'Watch', { api, workflow });

    this.bus = bus;
    this.api = api;
    this.workflow = workflow;
    this.front = { host: front.host, paths: front.paths, ...(secret ? { secret } : {}) };
    if (secret)
      new CfnOutput(this, 'EdgeSecretName', {
        value: secret.secretName,
        description: 'Holds the keys that CloudFront shows to the API; see docs/procedures.md',
      });
    new CfnOutput(this, 'ApiUrl', { value: url, description: 'Where the API answers, below it /v1' });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName, description: 'Where the shop puts shop.order.* events' });
    new CfnOutput(this, 'ReturnWorkflowArn', { value: workflow.stateMachine.stateMachineArn, description: 'The return workflow' });
  }
}
