import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { uploadsBucket } from '../../../functions/adapters/uploads.ts';
import { localTables } from '../../fakes/local-tables.ts';

it('signs a form for one file of that type and at most that size, and remembers whose it is', async () => {
  const { documents } = localTables();
  const client = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  const uploads = uploadsBucket(documents, client, { people: 'people', bucket: () => 'photos', uploadDays: 400 });
  const { uploadId, url, fields } = await uploads.place(
    { type: 'image/png', size: 1234, orderId: 'A-1' },
    new Date('2026-11-10T10:00:00Z'),
  );
  expect(url).toContain('photos');
  expect(fields.key).toBe(`uploads/${uploadId}`);
  const { conditions } = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString('utf8')) as { conditions: unknown[] };
  expect(conditions).toEqual(
    expect.arrayContaining([['content-length-range', 1, 1234], ['eq', '$Content-Type', 'image/png'], { key: fields.key }]),
  );
  expect(await uploads.read(uploadId)).toEqual({ uploadId, orderId: 'A-1', type: 'image/png', size: 1234 });
  expect(await uploads.read('another')).toBeUndefined();
});
