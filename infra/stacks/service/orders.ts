import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ShopCreditSpent } from '../../../events/shop-credit-spent.ts';
import { ShopExchangeDeclined } from '../../../events/shop-exchange-declined.ts';
import { ShopExchangeFulfilled } from '../../../events/shop-exchange-fulfilled.ts';
import { ShopOrderDelivered } from '../../../events/shop-order-delivered.ts';
import { ShopOrderPlaced } from '../../../events/shop-order-placed.ts';
import { ShopOrderShipped } from '../../../events/shop-order-shipped.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hearsShop } from '../../constructs/triggers.ts';

/** How orders come in: from a file by command, and from the shop over the bus. */
export class Orders extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stage, bus } = surroundingsOf(this);
    const imports = new TaskFunction(this, 'ImportOrders', {
      area: 'orders',
      functionName: `redress-${stage.stage}-import-orders`,
      writes: ['cases', 'people'],
      timeout: Duration.seconds(30),
    });
    new CfnOutput(this, 'ImportOrdersName', { value: imports.function.functionName, description: 'Called by npm run orders:import' });
    new EventSubscription(this, 'TakeWhatTheShopSays', {
      to: new TaskFunction(this, 'TakeShopEvent', { area: 'orders', writes: ['cases', 'people'] }),
      when: hearsShop(bus, [ShopOrderPlaced, ShopOrderShipped, ShopOrderDelivered]),
      impact: 'Customers cannot find new orders, and windows do not start with the delivery.',
    });
    new EventSubscription(this, 'TakeCreditThatWasSpent', {
      to: new TaskFunction(this, 'TakeCreditSpent', { area: 'orders', writes: ['cases'] }),
      when: hearsShop(bus, [ShopCreditSpent]),
      impact: 'Store credit that customers spent still shows as theirs, on the page of their return and to colleagues.',
    });
    new EventSubscription(this, 'TakeAnswersToExchanges', {
      to: new TaskFunction(this, 'TakeExchangeAnswer', { area: 'orders', writes: ['cases', 'people'] }),
      when: hearsShop(bus, [ShopExchangeFulfilled, ShopExchangeDeclined]),
      impact: 'Returns wait for exchanges that the shop has long sent or declined; customers are not refunded for what it declined.',
    });
  }
}
