import { expect, it } from 'vitest';
import { realClock } from '../../../infra/local/clock.ts';
import { LogSink } from '../../../infra/local/log-sink.ts';
import { createSchema } from '../../../infra/local/schema.ts';
import { openStore } from '../../../infra/local/store.ts';

it('says when and by whom, whatever the entry itself holds under those names', () => {
  const store = openStore();
  createSchema(store);
  const sink = new LogSink(store, { ...realClock, now: () => Date.UTC(2026, 0, 1) });
  sink.add('Serve', JSON.stringify({ message: 'event failed', at: ['a frame'], by: 'p_1' }), 'error');
  sink.add('Serve', 'no JSON', 'info');
  expect(sink.all()).toEqual([
    { message: 'event failed', at: '2026-01-01T00:00:00.000Z', by: 'Serve' },
    { level: 'INFO', message: 'no JSON', at: '2026-01-01T00:00:00.000Z', by: 'Serve' },
  ]);
});
