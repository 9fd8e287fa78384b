import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { LookupRequested } from '../../../events/lookup-requested.ts';
import { SessionRequested } from '../../../events/session-requested.ts';
import { ApiFunction } from '../../constructs/api-function.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { mayHandleUploads, mayMakeColleagues, maySendMail } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';

/** What customers use: looking an order up, asking for a return and following it; and everybody's codes. */
export class Customers extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: HttpApi }) {
    super(scope, id);
    const both = { writes: ['cases', 'people'] } as const;
    new ApiFunction(this, 'ServeLookups', { area: 'lookups', api, below: ['/v1/lookups'], ...both });
    const returns = new ApiFunction(this, 'ServeReturns', {
      area: 'returns',
      api,
      below: ['/v1/returns', '/v1/uploads'],
      ...both,
      reads: ['keys'],
      stores: ['keys'],
    });
    mayHandleUploads(returns);

    const sendCode = new TaskFunction(this, 'SendCode', { area: 'lookups', reads: ['cases'], writes: ['people'] });
    maySendMail(sendCode);
    mayMakeColleagues(sendCode);
    new EventSubscription(this, 'SendCodeWhenAsked', {
      to: sendCode,
      when: hears(surroundingsOf(this).bus, [LookupRequested, SessionRequested]),
      impact: 'Nobody can sign in: customers and colleagues get no codes.',
    });
  }
}
