import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import type { freshCloud } from './visitor.ts';

export interface Call {
  readonly at: string;
  readonly operation: string;
  readonly input: {
    channel?: string;
    ts?: string;
    text?: string;
    blocks?: unknown;
    view?: { callback_id: string; private_metadata: string };
    url?: string;
  };
}

export interface Differs {
  readonly secret?: string;
  readonly seconds?: number;
  readonly team?: string;
  readonly app?: string;
  readonly user?: string;
  readonly headers?: Record<string, string>;
  readonly tamper?: (body: string) => string;
  readonly sign?: (signature: string) => string;
  readonly responseUrl?: string;
}

/** Plays Slack and its users towards a local cloud, and reads what Slack was told. */
export function fromSlackTo(world: Awaited<ReturnType<typeof freshCloud>>) {
  const slack = async () => (await world.raw('GET', '/local/slack.json')).body as unknown as Call[];
  const clock = async () => Date.parse(String((await world.raw('GET', '/local/clock')).body.now));
  const manager = 'manager@shop.example';

  /** What Slack sends when somebody presses or sends something: a form, signed over its raw bytes. */
  async function fromSlack(payload: object, differs: Differs = {}, path = '/slack/interactions') {
    const form = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
    return await posted(form, differs, path);
  }
  async function posted(form: string, { secret = 'local-slack-secret', seconds = 0, headers = {}, tamper, sign }: Differs, path: string) {
    const timestamp = Math.floor((await clock()) / 1000) + seconds;
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${form}`).digest('hex')}`;
    return await world.raw('POST', path, tamper ? tamper(form) : form, {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign ? sign(signature) : signature,
      ...headers,
    });
  }
  const sender = ({ team = 'T0LOCAL', app = 'A0LOCAL', user = 'U0AGENT' }: Differs) => ({
    team: { id: team },
    api_app_id: app,
    user: { id: user },
  });
  const hook = 'https://hooks.slack.com/actions/T0LOCAL/1/secret';
  const press = (action_id: string, value: string, differs: Differs = {}) =>
    fromSlack(
      {
        type: 'block_actions',
        ...sender(differs),
        trigger_id: 'trigger-1',
        response_url: differs.responseUrl ?? hook,
        container: { channel_id: 'D0AGENT' },
        actions: [{ action_id, value }],
      },
      differs,
    );
  const submit = (callback_id: string, private_metadata: string, values: object, differs: Differs = {}) =>
    fromSlack({ type: 'view_submission', ...sender(differs), view: { callback_id, private_metadata, state: { values } } }, differs);

  /** A return that waits for a decision, with what its buttons carry. */
  async function asked() {
    const customer = await world.customer('SEED-ASK', 'ana@customer.example');
    const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
    const wanted = { orderId: 'SEED-ASK', lines, remedy: 'refund' as const };
    const { caseId } = (await world.call('POST /v1/returns', wanted, { token: customer.token, key: 'k' })).body;
    await world.cloud.idle();
    const token = await world.agent('agent@shop.example');
    const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token })).body;
    const [approval] = items.filter((one) => one.caseId === caseId);
    const value = `${approval?.approvalId}:${approval?.terms}`;
    const params = { approvalId: approval?.approvalId ?? '' };
    const look = async () => (await world.call('GET /v1/approvals/{approvalId}', undefined, { params, token })).body;
    return { caseId, token, value, params, look };
  }

  /** Publishes who works here, changed. */
  async function staffed(change: (person: { email: string }) => object): Promise<void> {
    const headers = { authorization: `Bearer ${await world.agent(manager)}` };
    const { version, body } = (await world.raw('GET', '/v1/agent/policies/people', undefined, headers)).body as {
      version: number;
      body: { email: string }[];
    };
    const put = await world.raw('PUT', '/v1/agent/policies/people', { basedOn: version, body: body.map(change) }, headers);
    expect(put.status).toBe(200);
  }
  return { slack, press, submit, posted, asked, staffed, hook };
}
