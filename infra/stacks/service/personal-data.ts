import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { CustomerErasureRequested } from '../../../events/customer-erasure-requested.ts';
import { ApiFunction } from '../../constructs/api-function.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { mayDeleteUploads, mayForgetAddresses } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';

/** What customers may ask of anybody who keeps their data: hand it out, erase it. */
export class PersonalData extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: HttpApi }) {
    super(scope, id);
    const looking = { area: 'customers', reads: ['people'], writes: ['cases'] } as const;
    new ApiFunction(this, 'ServeCustomers', { ...looking, api, below: ['/v1/agent/customers'] });
    const manage = new TaskFunction(this, 'ManageCustomer', {
      ...looking,
      functionName: `redress-${surroundingsOf(this).stage.stage}-manage-customer`,
      timeout: Duration.seconds(30),
    });
    new CfnOutput(this, 'ManageCustomerName', { value: manage.function.functionName, description: 'Called by npm run customers' });

    const erase = new TaskFunction(this, 'EraseCustomer', {
      area: 'customers',
      writes: ['cases', 'people', 'keys'],
      timeout: Duration.minutes(5),
    });
    mayDeleteUploads(erase);
    mayForgetAddresses(erase);
    new EventSubscription(this, 'EraseWhoAskedForIt', {
      to: erase,
      when: hears(surroundingsOf(this).bus, [CustomerErasureRequested]),
      impact: 'Customers who asked to be erased are still known here, although a month is all that the law gives.',
    });
  }
}
