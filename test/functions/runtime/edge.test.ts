import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { api } from '../../../functions/runtime/api.ts';
import { edgeWithKeys, viewerAddress } from '../../../functions/runtime/edge.ts';
import { route } from '../../../functions/runtime/route.ts';
import { aContext, anHttpEvent } from '../../builders/an-http-event.ts';

const keyA = 'a'.repeat(40);
const keyB = 'b'.repeat(40);

/** An API that answers from where it was called, behind an edge with these keys. */
function behind(keys: object) {
  const where = route({
    method: 'GET',
    path: '/v1/where',
    summary: '',
    caller: 'anyone',
    answers: { 200: z.object({}) },
    run: async ({ ip }) => ({ status: 200, body: { ip } }),
  });
  const { handler } = api({ connect: () => ({}), edge: () => edgeWithKeys(async () => JSON.stringify(keys)), routes: [where] });
  return async (headers: Record<string, string>) => {
    const { statusCode, body } = await handler(anHttpEvent({ path: '/v1/where', headers }), aContext);
    return { status: statusCode, body: JSON.parse(body ?? '') };
  };
}

describe('an API behind the edge', () => {
  const call = behind({ a: keyA, b: keyB });

  it.each([
    ['without the header', {}],
    ['with a wrong key', { 'x-redress-edge': 'c'.repeat(40) }],
    ['with both keys at once', { 'x-redress-edge': `${keyA},${keyB}` }],
    ['with a viewer address alone', { 'cloudfront-viewer-address': '198.51.100.10:46532' }],
  ])('refuses a call %s', async (_, headers) => {
    const { status, body } = await call(headers);
    expect([status, body.type]).toEqual([403, 'urn:redress:problem:around-the-edge']);
  });

  it.each([
    ['one key', keyA],
    ['the other, while they are rotated', keyB],
  ])('believes the viewer address with %s', async (_, key) => {
    expect(await call({ 'x-redress-edge': key, 'cloudfront-viewer-address': '198.51.100.10:46532' })).toEqual({
      status: 200,
      body: { ip: '198.51.100.10' },
    });
  });

  it('never takes an address that a viewer wrote into X-Forwarded-For', async () => {
    const { body } = await call({
      'x-redress-edge': keyA,
      'x-forwarded-for': '203.0.113.66',
      'cloudfront-viewer-address': '198.51.100.10:1',
    });
    expect(body.ip).toBe('198.51.100.10');
  });

  it('admits nobody by an empty or a short key', async () => {
    const rotated = behind({ a: keyA, b: '' });
    expect((await rotated({ 'x-redress-edge': '' })).status).toBe(403);
    expect((await rotated({ 'x-redress-edge': keyA })).status).toBe(200);
    expect((await behind({ a: 'short', b: '' })({ 'x-redress-edge': 'short' })).status).toBe(403);
  });
});

describe('an API without an edge', () => {
  it('believes no header about the address', async () => {
    const { handler } = api({
      connect: () => ({}),
      routes: [
        route({
          method: 'GET',
          path: '/v1/where',
          summary: '',
          caller: 'anyone',
          answers: { 200: z.object({}) },
          run: async ({ ip }) => ({ status: 200, body: { ip } }),
        }),
      ],
    });
    const headers = { 'cloudfront-viewer-address': '198.51.100.10:46532', 'x-forwarded-for': '198.51.100.10' };
    const { body } = await handler(anHttpEvent({ path: '/v1/where', headers }), aContext);
    expect(JSON.parse(body ?? '')).toEqual({ ip: '192.0.2.1' });
  });
});

describe('a viewer address', () => {
  it.each([
    ['198.51.100.10:46532', '198.51.100.10'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348:46532', '2001:db8:85a3:8d3:1319:8a2e:370:7348'],
    ['2001:db8::1:46532', '2001:db8::1'],
    ['[2001:db8::1]:46532', '2001:db8::1'],
    ['unknown', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (header, address) => expect(viewerAddress(header)).toBe(address));
});
