import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { ApiFunction } from '../../constructs/api-function.ts';
import { mayAskProvider, mayReadSecret } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';

/** What carriers and the payment provider tell us; each message proves itself by its signature. Both addresses are written down somewhere. */
export class Webhooks extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: HttpApi }) {
    super(scope, id);
    const { secrets } = surroundingsOf(this).stage;
    const scans = new ApiFunction(this, 'ReceiveScan', {
      area: 'carriers',
      api,
      at: ['/v1/webhooks/carriers', '/webhooks/carriers'],
      writes: ['cases'],
    });
    mayReadSecret(scans, 'CARRIER_SECRET_NAME', secrets.carrier);
    const payments = new ApiFunction(this, 'ReceivePaymentEvent', {
      area: 'refunds',
      api,
      at: ['/v1/webhooks/payments', '/webhooks/payments'],
      writes: ['cases'],
    });
    mayReadSecret(payments, 'WEBHOOK_SECRET_NAME', secrets.payments);
    mayAskProvider(payments);
  }
}
