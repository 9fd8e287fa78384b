import type { SystemClock } from '../clock.ts';
import type { Store } from '../store.ts';
import type { SendTo } from './asynchronous.ts';

/** Where failed events end: a queue or bucket keeps them as dead letters, a function is invoked with them. */
export function destinations(store: Store, clock: SystemClock, invokeLater: (functionName: string, event: unknown) => void): SendTo {
  return (destination, message) => {
    const [, , service] = destination.split(':');
    if (service === 'lambda') return invokeLater(destination, message);
    const queue = destination.split(':').at(-1) ?? destination;
    store.db.prepare('INSERT INTO dead_letters (queue, at, body) VALUES (?, ?, ?)').run(queue, clock.now(), JSON.stringify(message));
  };
}

/** Every dead letter, oldest first. */
export function deadLetters(store: Store): unknown[] {
  return store.db
    .prepare('SELECT queue, at, body FROM dead_letters ORDER BY id')
    .all()
    .map(({ queue, at, body }) => ({ at: new Date(Number(at)).toISOString(), queue, message: JSON.parse(String(body)) }));
}
