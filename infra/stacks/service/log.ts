import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Relay } from '../../constructs/relay.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';

/** The log becomes events: the only function that puts anything on the bus. */
export class Log extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { bus } = surroundingsOf(this);
    const relay = new TaskFunction(this, 'RelayLog', { area: 'events', timeout: Duration.seconds(60) });
    relay.may({ actions: ['events:PutEvents'], resources: [bus.eventBusArn], environment: { BUS_NAME: bus.eventBusName } });
    new Relay(this, 'Relay', { to: relay, impact: 'Nothing moves: no mails, no decisions, no refunds, though every request is kept.' });
  }
}
