import type { Uploads } from '../../adapters/uploads.ts';
import { notFound } from '../../runtime/problem.ts';
import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { type OwnDeps, ownReturn } from '../own-return.ts';

type Deps = Pick<OwnDeps, 'cases'> & { readonly uploads: Pick<Uploads, 'read' | 'bytes'> };

/** The label or QR code that the shop provided for the parcel, to print or to show. */
export const label = route({
  method: 'GET',
  path: '/v1/returns/{caseId}/label',
  summary: 'The label or QR code for the parcel',
  caller: 'customer',
  query: LocaleQuery,
  answers: { 200: 'An image or a PDF', 404: 'No such return with this order, or no label yet' },
  run: async (request, { cases, uploads }: Deps) => {
    const { caseId, parcel } = await ownReturn(request, cases);
    const upload = parcel.label === undefined ? undefined : await uploads.read(parcel.label);
    const bytes = upload && (await uploads.bytes(upload.uploadId));
    if (!upload || !bytes) throw notFound('There is no label yet.');
    const headers = { 'content-type': upload.type, 'content-disposition': `inline; filename="${caseId}"` };
    return { status: 200, body: Buffer.from(bytes).toString('base64'), base64: true, headers };
  },
});
