import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import * as z from 'zod';
import { secret } from '../adapters/secret.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/** The header in which CloudFront proves itself to the API; it overwrites whatever a viewer sends. */
export const edgeHeader = 'x-redress-edge';

/** The two keys of the edge's secret, both valid, so that one can be changed while the other is sent. */
const Keys = z.object({ a: z.string(), b: z.string() });

/** What stands before the API. */
export interface Edge {
  /** The viewer's address, or undefined when the API faces viewers itself. Throws Problem 403 for a call that came around the edge. */
  viewerOf(header: (name: string) => string | undefined): Promise<string | undefined>;
}

/** The edge whose keys `read` gives, as JSON `{a,b}`. An empty key admits nobody. */
export function edgeWithKeys(read: () => Promise<string>): Edge {
  return {
    viewerOf: async (header) => {
      const { a, b } = Keys.parse(JSON.parse(await read()));
      const shown = header(edgeHeader) ?? '';
      const known = [a, b].filter((key) => key.length >= 16 && isEqual(key, shown));
      if (known.length === 0) throw new Problem(403, 'around-the-edge', 'Call the address of the pages, not this one.');
      return viewerAddress(header('cloudfront-viewer-address'));
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/**
 * The address in `CloudFront-Viewer-Address`, which is address and port: `198.51.100.10:46532`, `2001:db8::1:46532`
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html).
 */
export function viewerAddress(header: string | undefined): string | undefined {
  const address = header
    ?.trim()
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  return address && isIP(address) ? address : undefined;
}

const nothing: Edge = { viewerOf: async () => undefined };

/** This function's edge; without EDGE_SECRET_NAME the API faces viewers itself. */
export function edge(): Edge {
  const { edgeSecretName } = settings();
  return edgeSecretName === undefined ? nothing : edgeWithKeys(() => secret(edgeSecretName));
}
