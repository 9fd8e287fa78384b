import * as z from 'zod';
import { largestUpload, type Uploads, UploadType } from '../../adapters/uploads.ts';
import { route } from '../../runtime/route.ts';

/** A place to send one photo to, straight into the bucket; its `uploadId` then goes into the return. */
export const upload = route({
  method: 'POST',
  path: '/v1/uploads',
  summary: 'Get a place to send a photo to',
  caller: 'customer',
  body: z.strictObject({ type: UploadType, size: z.int().min(1).max(largestUpload) }),
  answers: { 200: z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) }) },
  run: async ({ body, caller, now }, { uploads }: { uploads: Pick<Uploads, 'place'> }) => ({
    status: 200,
    body: await uploads.place({ ...body, orderId: caller.orderId }, now),
  }),
});
