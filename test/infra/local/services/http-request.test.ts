import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { BodyTooLarge, readRequest } from '../../../../infra/local/services/http-request.ts';

it('reads a body that is too large to its end, so that the sender hears the answer', async () => {
  let read = 0;
  const chunks = Readable.from(
    (function* () {
      for (; read < 10; read += 1) yield Buffer.alloc(10);
    })(),
  );
  await expect(readRequest(chunks as IncomingMessage, 25)).rejects.toBeInstanceOf(BodyTooLarge);
  expect(read).toBe(10);
});
