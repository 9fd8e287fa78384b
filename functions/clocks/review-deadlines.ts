import { PolicyPublished } from '../../events/policy-published.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import type { Timekeeper } from '../adapters/timekeeper.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { staffedTimekeeper } from './staffed-timekeeper.ts';

const touching = new Set(['sla', 'calendars', 'people']);
const page = 100;
const atOnce = 10;

/**
 * Counts the deadlines of every open case again when a policy changes that they follow from. Time already spent is kept. Safe to repeat:
 * what is as it should be is not written; a case that moves meanwhile has its deadlines counted by whoever moves it.
 */
export const { handler, run, hears } = subscriber({
  hears: [PolicyPublished],
  connect: (): { readonly cases: Pick<Cases, 'list'>; readonly deadlines: Pick<Timekeeper, 'read' | 'standing' | 'settle'> } => ({
    cases: cases(),
    deadlines: staffedTimekeeper(),
  }),
  run: async ({ data }, { cases, deadlines }, { now }) => {
    if (!touching.has(data.name)) return;
    const review = async (caseId: string): Promise<void> => {
      const file = await deadlines.read(caseId);
      const standing = file && (await deadlines.standing(file, now));
      if (standing) await deadlines.settle(file, standing);
    };
    let count = 0;
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await cases.list({ limit: page, ...(cursor ? { cursor } : {}) });
      for (let start = 0; start < items.length; start += atOnce) {
        await Promise.all(items.slice(start, start + atOnce).map(({ caseId }) => review(caseId)));
      }
      count += items.length;
      cursor = nextCursor;
    } while (cursor);
    log('deadlines reviewed', { count });
  },
});
