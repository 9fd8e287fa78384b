import * as z from 'zod';
import { Problem } from '../runtime/problem.ts';
import { task } from '../runtime/task.ts';
import { customerDesk, requestErasure } from './customer-desk.ts';
import { CustomerExport, exportOf } from './export-of.ts';
import { ErasureView, erasureOf, WhomBody } from './routes/privacy.ts';

const by = 'command-line';
const Asked = z.union([
  z.strictObject({ action: z.enum(['export', 'erase']), whom: WhomBody }),
  z.strictObject({ action: z.literal('status'), erasureId: z.string() }),
]);

/** Exports and erases for the command line: the answer, or why not, in words. */
export const { handler, run } = task({
  input: Asked,
  output: z.union([z.object({ refused: z.string() }), z.object({ export: CustomerExport }), z.object({ erasure: ErasureView })]),
  connect: customerDesk,
  run: async (asked, desk, { now }) => {
    try {
      if (asked.action === 'status') return { erasure: await erasureOf(asked.erasureId, desk) };
      if (asked.action === 'export') return { export: await exportOf(asked.whom, by, desk, now) };
      return { erasure: ErasureView.parse(await requestErasure(asked.whom, by, desk, now)) };
    } catch (error) {
      if (error instanceof Problem) return { refused: error.detail };
      throw error;
    }
  },
});
