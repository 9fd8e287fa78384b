import { orderIntake } from '../../functions/adapters/order-intake.ts';
import { ordersTable } from '../../functions/adapters/orders.ts';
import { peopleTable } from '../../functions/adapters/people.ts';
import { localTables } from './local-tables.ts';

/** Order intake on the local tables. */
export function anIntake() {
  const { documents, dump, calls } = localTables();
  const orders = ordersTable(documents, 'cases');
  const people = peopleTable(documents, 'people');
  return { intake: orderIntake(documents, 'cases', orders, people), orders, people, documents, dump, calls };
}
