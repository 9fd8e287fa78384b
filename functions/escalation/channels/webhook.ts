import { ChannelRefused, ChannelUnavailable } from '../../../domain/errors.ts';
import { secret } from '../../adapters/secret.ts';
import { settings } from '../../runtime/settings.ts';
import { signatureOf } from '../../runtime/signed-body.ts';
import type { Channel } from './channel.ts';

interface Receiver {
  readonly url: string;
  secret(): Promise<string>;
}

/**
 * Posts `{caseId,clockId,measure,rung,dueAt}` with `X-Redress-Signature` to an address of the shop's own: ids only, whoever wants to know
 * more asks the API. A repeated post carries the same `X-Redress-Event`. Step Functions tries again.
 */
export function webhookChannel(receiver: Receiver | undefined): Channel {
  return {
    available: receiver !== undefined,
    tell: async ({ eventId, caseId, clockId, measure, rung, dueAt }, _people, now) => {
      if (!receiver) throw new ChannelRefused('no webhook is set up');
      const body = JSON.stringify({ caseId, clockId, measure, rung, dueAt });
      const headers = {
        'content-type': 'application/json',
        'x-redress-event': eventId,
        'x-redress-signature': signatureOf(body, await receiver.secret(), now),
      };
      const { status, ok } = await post(receiver.url, { method: 'POST', headers, body, redirect: 'error' });
      if (ok) return;
      const passing = status >= 500 || status === 408 || status === 409 || status === 429;
      throw passing ? new ChannelUnavailable(`the webhook answered ${status}`) : new ChannelRefused(`the webhook answered ${status}`);
    },
  };
}

async function post(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(8000) });
  } catch (cause) {
    throw new ChannelUnavailable('the webhook did not answer', { cause });
  }
}

/** The webhook of this stage, if it has one. */
export function webhook(): Channel {
  const { escalationUrl, escalationSecretName } = settings();
  return webhookChannel(escalationUrl === undefined ? undefined : { url: escalationUrl, secret: () => secret(escalationSecretName) });
}
