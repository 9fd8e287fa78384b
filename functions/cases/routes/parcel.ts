import * as z from 'zod';
import { checkFindings, inspect } from '../../../domain/returns/inspection.ts';
import { provideLabel, receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { Finding, standing } from '../../../domain/returns/return-case.ts';
import { say } from '../../../domain/texts/say.ts';
import { wrongContent } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, caseOf, changeCase, policyOf, textBy } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

const answers = { 200: CaseView, 404: 'No such case', 409: 'Not possible now', 410: 'The case has ended' };

export const received = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/received',
  summary: 'The parcel is here',
  caller: 'agent',
  body: z.strictObject({}),
  answers,
  run: async (request, desk: CaseDesk) =>
    await changeCase(request, desk, (before) => receive(before, { by: request.caller.personId }, request.now)),
});

/** A transaction holds 100 items: case, record, clocks and up to 50 lines given back leave this many for notes. */
const mostNotes = 40;
const Inspected = Finding.omit({ noteId: true }).extend({ note: z.string().max(2000).optional() });

/** What came, line by line. Pieces that are not named have not come and stay open. */
export const inspection = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/inspection',
  summary: 'What was in the parcel, line by line',
  caller: 'agent',
  body: z.strictObject({ lines: z.array(Inspected).min(1).max(200) }),
  answers: { ...answers, 422: 'A line is not in the return, or there are more pieces than announced' },
  run: async (request, desk: CaseDesk) => {
    const { body, caller, now } = request;
    const subject = await caseOf(request, desk);
    const notes = body.lines.map(({ note, lineId }) => (note ? { ...textBy(request, 'inspection', note), lineId } : undefined));
    const findings = body.lines.map(({ note: _note, ...finding }, index): Finding => withReason(finding, notes[index]?.textId));
    const noted = body.lines.flatMap(({ note }, index) => (note ? [index] : []));
    if (noted.length > mostNotes) {
      const message = `Send at most ${mostNotes} notes at once, and the others as notes on the case.`;
      throw wrongContent(noted.slice(mostNotes).map((index) => ({ pointer: `/lines/${index}/note`, message })));
    }
    // Outside the status for it the answer is 409, whatever the lines say.
    const faults = standing(subject) === 'received' ? checkFindings(subject, findings) : [];
    if (faults.length > 0) throw wrongContent(faults.map(({ pointer, because }) => ({ pointer, message: say(because, 'en') })));
    const policy = await policyOf(subject, desk);
    return await changeCase(
      request,
      desk,
      (before) => inspect(before, { findings, by: caller.personId, policy }, now),
      (_move, before) => notes.flatMap((note) => (note ? [desk.people.textItem(before.caseId, note)] : [])),
    );
  },
});

/** The note on a deduction is its reason: the customer reads it beside the figure. */
function withReason(finding: Finding, textId: string | undefined): Finding {
  return finding.deduction && textId ? { ...finding, noteId: textId } : finding;
}

/** The shop's label or QR code, uploaded before; from here the customer's time runs. */
export const label = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/label',
  summary: 'Provide the label or QR code for the parcel',
  caller: 'agent',
  body: z.strictObject({ uploadId: z.string().min(1).max(128) }),
  answers: { ...answers, 422: 'No such upload' },
  run: async (request, desk: CaseDesk) => {
    const { body, caller, now } = request;
    const policy = await policyOf(await caseOf(request, desk), desk);
    const upload = await desk.uploads.read(body.uploadId);
    // A customer's photo is no label.
    if (!upload || upload.orderId !== undefined) {
      throw wrongContent([{ pointer: '/uploadId', message: 'Upload the label first (POST /v1/agent/uploads) and send its uploadId.' }]);
    }
    return await changeCase(request, desk, (before) => provideLabel(before, { uploadId: body.uploadId, by: caller.personId, policy }, now));
  },
});

/** Where to put a label: an image or a PDF. */
export const uploadLabel = route({
  method: 'POST',
  path: '/v1/agent/uploads',
  summary: 'A place for a label or QR code',
  caller: 'agent',
  body: z.strictObject({
    type: z.enum(['application/pdf', 'image/png', 'image/jpeg', 'image/webp']),
    size: z.int().min(1).max(10_485_760),
  }),
  answers: { 200: z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) }) },
  run: async ({ body, now }, desk: CaseDesk) => ({ status: 200, body: await desk.uploads.place(body, now) }),
});
