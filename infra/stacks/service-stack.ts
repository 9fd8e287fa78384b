import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Bundles } from '../constructs/bundling.ts';
import { PublicApi } from '../constructs/public-api.ts';
import { surround } from '../constructs/surroundings.ts';
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
import { ReturnWorkflow } from './service/return-workflow.ts';
import { Waiting } from './service/waiting.ts';
import { Webhooks } from './service/webhooks.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly bundles: Bundles;
}

/** Everything that can be replaced without losing a case. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const bus = new EventBus(this, 'Bus', { eventBusName: stage.busName, description: 'What happened to cases, and what the shop says' });
    surround(this, { stage, tables: data.tables, uploads: data.uploads, undelivered: data.undelivered, bus, bundles });

    const { api, url } = new PublicApi(this, 'PublicApi');
    new Log(this, 'Log');
    new Orders(this, 'Orders');
    new Customers(this, 'Customers', { api });
    new Agents(this, 'Agents', { api });
    new Webhooks(this, 'Webhooks', { api });
    const { workflow } = new ReturnWorkflow(this, 'Returns');
    new Waiting(this, 'Waiting', { workflow });
    new Clocks(this, 'Clocks');
    new Escalation(this, 'Escalation');
    new Notices(this, 'Notices');
    new PersonalData(this, 'PersonalData', { api });
    new Operations(this, 'Operations', { api, workflow });

    new CfnOutput(this, 'ApiUrl', { value: url, description: 'Where the API answers, below it /v1' });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName, description: 'Where the shop puts shop.order.* events' });
    new CfnOutput(this, 'ReturnWorkflowArn', { value: workflow.stateMachine.stateMachineArn, description: 'The return workflow' });
  }
}
