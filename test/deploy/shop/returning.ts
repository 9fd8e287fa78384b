import type { Shop } from './deployed-shop.ts';
import type { TestOrder } from './orders.ts';

/** A return under way: its case, and its customer's token. */
export interface Returning {
  readonly caseId: string;
  readonly token: string;
}

/** Asks again until it holds, up to a minute: functions of an emulator start as processes, on a machine that has more to do. */
export async function until<T>(ask: () => Promise<T | undefined | false>, what: string, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`${what}: did not happen within ${seconds} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A customer opens the order with the code from the mail and sends one piece of its first line back. */
export async function askForReturn(
  shop: Shop,
  { orderId, email, lines }: Pick<TestOrder, 'orderId' | 'email' | 'lines'>,
): Promise<Returning> {
  const { token } = await shop.customer(orderId, email);
  const body = {
    orderId,
    lines: [{ lineId: lines[0]?.lineId ?? '1', quantity: 1, reason: 'changed-mind' }],
    remedy: 'refund' as const,
  };
  const { status, body: answer } = await shop.call('POST /v1/returns', body, { token, key: orderId });
  if (status !== 202) throw new Error(`the return of ${orderId} was not accepted: ${status} ${JSON.stringify(answer)}`);
  return { caseId: answer.caseId, token };
}

/** Waits until the case has come to a status, as its customer sees it. */
export async function untilStatus(shop: Shop, { caseId, token }: Returning, wanted: string) {
  let last = '';
  return await until(async () => {
    const view = await shop.look(caseId, token);
    last = view.status;
    return view.status === wanted && view;
  }, `${caseId} becomes ${wanted}`).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error}; it is ${last}`);
  });
}

/** The warehouse gets the parcel and finds everything in order. */
export async function receiveAndAccept(shop: Shop, { caseId }: Returning, warehouse: string, lineId: string): Promise<void> {
  const extra = { params: { caseId }, token: warehouse };
  const received = await shop.call('POST /v1/agent/cases/{caseId}/received', {}, extra);
  const lines = [{ lineId, quantity: 1, outcome: 'accepted' as const, grade: 'A' }];
  const inspected = await shop.call('POST /v1/agent/cases/{caseId}/inspection', { lines }, extra);
  if (received.status !== 200 || inspected.status !== 200)
    throw new Error(`${caseId} was not received: ${received.status}, ${inspected.status} ${JSON.stringify(inspected.body)}`);
}

/** The open approvals, by case. */
export async function approvalsByCase(shop: Shop, agent: string) {
  const found = new Map<string, { approvalId: string; terms: number }>();
  let cursor: string | null = null;
  do {
    const { body }: Awaited<ReturnType<typeof shop.call<'GET /v1/agent/approvals'>>> = await shop.call(
      'GET /v1/agent/approvals',
      undefined,
      {
        token: agent,
        query: { limit: '100', ...(cursor ? { cursor } : {}) },
      },
    );
    for (const approval of body.items) found.set(approval.caseId, approval);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}

/** Runs work for all of a list, a few at once: an emulator on a small machine chokes on fifty. Keeps the order. */
export async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 6): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
