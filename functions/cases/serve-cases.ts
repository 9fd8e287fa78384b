import { api } from '../runtime/api.ts';
import { caseDesk } from './case-desk.ts';
import { answerExchange } from './routes/answer-exchange.ts';
import { assign, done, message, note, restart } from './routes/care.ts';
import { changeCase } from './routes/change-case.ts';
import { listPayouts } from './routes/list-payouts.ts';
import { openCase } from './routes/open-case.ts';
import { inspection, label, received, uploadLabel } from './routes/parcel.ts';
import { details, paid, returned } from './routes/payout.ts';
import { previewRefund } from './routes/preview-refund.ts';
import { listCases, readCase } from './routes/read-cases.ts';

/** Serves cases to colleagues. */
export const { handler, routes } = api({
  connect: caseDesk,
  routes: [
    listCases,
    readCase,
    previewRefund,
    openCase,
    changeCase,
    received,
    inspection,
    label,
    uploadLabel,
    message,
    note,
    assign,
    restart,
    done,
    listPayouts,
    details,
    paid,
    returned,
    answerExchange,
  ],
});
