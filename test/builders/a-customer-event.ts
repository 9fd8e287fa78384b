import { catalogue } from '../../events/catalogue.ts';
import type { CustomerEvent } from '../../functions/notices/heard.ts';

/** An event as a subscriber gets it, of 10 November 2026; its data must fit its definition. */
export function aCustomerEvent(type: CustomerEvent['type'], data: object, occurredAt = '2026-11-10T10:00:00.000Z'): CustomerEvent {
  const metadata = { eventId: 'R-00000001.2', occurredAt, caseId: 'R-00000001', version: 2, traceId: 'trace' };
  return { type, metadata, data: catalogue[type].data.parse(data) } as CustomerEvent;
}
