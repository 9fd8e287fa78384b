import { api } from '../runtime/api.ts';
import { deadlineDesk } from './deadline-desk.ts';
import { acknowledge } from './routes/acknowledge.ts';
import { listClocks, showClock } from './routes/look-at-clocks.ts';
import { reportOnClocks, reportOnCompliance, reportOnSilence } from './routes/read-reports.ts';

/** Serves deadlines and what is reported about them to colleagues. */
export const { handler, routes } = api({
  connect: deadlineDesk,
  routes: [listClocks, showClock, acknowledge, reportOnClocks, reportOnCompliance, reportOnSilence],
});
