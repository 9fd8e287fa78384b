import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { invoke, type Target, targetOf } from './invoke.ts';

const usage = `npm run customers -- export|erase (--email ADDRESS | --order NUMBER) [--out FILE] [--url URL | --stage NAME]
export writes everything held about a customer as JSON, to FILE or to standard output; erase deletes everything personal and keeps log and ledger.`;

type Answer = { refused?: string; export?: unknown; erasure?: Erasure };
interface Erasure {
  readonly erasureId: string;
  readonly orderIds: readonly string[];
  readonly status: string;
  readonly kept?: readonly { orderId: string; caseId: string }[];
}

function stop(reason: string, code = 2): never {
  console.error(code === 2 ? `${reason}\n\n${usage}` : reason);
  process.exit(code);
}

function read() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        order: { type: 'string' },
        out: { type: 'string' },
        url: { type: 'string' },
        stage: { type: 'string' },
      },
    });
    const [action, ...more] = positionals;
    const { email, order, out } = values;
    if ((action !== 'export' && action !== 'erase') || more.length > 0) return stop('Say export or erase.');
    if ((email === undefined) === (order === undefined)) return stop('Name the customer by --email, or one order by --order.');
    return { action, whom: email === undefined ? { orderId: order } : { email }, out, target: targetOf(values) } as const;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

async function ask(target: Target, payload: unknown): Promise<Answer> {
  const answer = (await invoke(target, 'manage-customer', payload)) as Answer;
  return answer.refused === undefined ? answer : stop(answer.refused, 1);
}

async function erase(target: Target, whom: unknown): Promise<void> {
  let { erasure } = await ask(target, { action: 'erase', whom });
  process.stderr.write(`erasing ${erasure?.orderIds.length} orders `);
  while (erasure?.status === 'requested') {
    process.stderr.write('.');
    await pause(500);
    ({ erasure } = await ask(target, { action: 'status', erasureId: erasure.erasureId }));
  }
  process.stderr.write('\n');
  const kept = erasure?.kept ?? [];
  for (const { orderId, caseId } of kept)
    console.error(`order ${orderId} was kept: case ${caseId} was opened meanwhile and needs its customer`);
  console.log(`${(erasure?.orderIds.length ?? 0) - new Set(kept.map(({ orderId }) => orderId)).size} orders erased`);
  process.exitCode = kept.length > 0 ? 1 : 0;
}

const { action, whom, out, target } = read();
try {
  if (action === 'erase') await erase(target, whom);
  else {
    const text = `${JSON.stringify((await ask(target, { action, whom })).export, null, 2)}\n`;
    if (out === undefined) process.stdout.write(text);
    else writeFileSync(out, text, { mode: 0o600 });
  }
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}
