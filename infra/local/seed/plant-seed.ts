import type { Cloud } from '../cloud.ts';
import approvals from './approvals.json' with { type: 'json' };
import calendars from './calendars.json' with { type: 'json' };
import orders from './orders.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import returns from './returns.json' with { type: 'json' };
import sla from './sla.json' with { type: 'json' };

const DAY = 86_400_000;

/** In force before any order: old orders are judged by the policy in force when they were placed. */
const ALWAYS = '1970-01-01T00:00:00Z';

interface Order {
  readonly orderId: string;
  readonly placedDaysAgo?: number;
  readonly deliveredDaysAgo?: number;
}

/** Publishes the local policies and imports the seed orders, as an admin would from a command line. Throws what the functions answered. */
export async function plantSeed(cloud: Cloud): Promise<void> {
  const has = (name: string) => cloud.lambda.all.some(({ short }) => short === name);
  if (has('PublishPolicy')) {
    for (const [name, body] of Object.entries({ people, returns, approvals, calendars, sla })) {
      const answer = await call(cloud, 'PublishPolicy', { name, body, validFrom: ALWAYS });
      if (!('version' in answer)) throw new Error(`The seed's policy ${name} was refused: ${JSON.stringify(answer)}`);
    }
  }
  if (has('ImportOrders')) {
    const { outcomes } = await call(cloud, 'ImportOrders', { orders: datedOrders(cloud.clock.now()) });
    const rejected = (outcomes as { outcome: string }[]).filter(({ outcome }) => outcome === 'rejected');
    if (rejected.length > 0) throw new Error(`Seed orders were rejected: ${JSON.stringify(rejected)}`);
  }
}

/** The orders of Ana, placed a week and delivered five days before `now` (epoch milliseconds) unless they say otherwise. */
export function datedOrders(now: number): object[] {
  const ago = (days: number) => new Date(now - days * DAY).toISOString();
  const common = { email: 'ana@customer.example', name: 'Ana Putri', locale: 'en-GB', country: 'GB', currency: 'GBP' };
  return (orders as Order[]).map(({ placedDaysAgo = 7, deliveredDaysAgo = 5, ...order }) => ({
    ...common,
    placedAt: ago(placedDaysAgo),
    deliveredAt: ago(deliveredDaysAgo),
    ...order,
  }));
}

async function call(cloud: Cloud, name: string, event: unknown): Promise<Record<string, unknown>> {
  const result = await cloud.lambda.invoke(cloud.lambda.find(name), event);
  if (!result.ok) throw new Error(`${name} failed while seeding: ${result.error.errorType}: ${result.error.errorMessage}`);
  return result.output as Record<string, unknown>;
}
