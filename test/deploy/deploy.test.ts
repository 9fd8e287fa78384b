import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { assemble, secondRelease, stacks, stage } from './emulator/assemblies.ts';
import { type Account, cdk, environmentFor } from './emulator/cdk.ts';
import { mendAliases } from './emulator/mend-aliases.ts';
import { type MendingProxy, startMendingProxy } from './emulator/mending-proxy.ts';
import { progress } from './emulator/progress.ts';
import { mustRun, runCommand } from './emulator/run-command.ts';
import { deployedShop, outputsOf, type Shop, settleIn } from './shop/deployed-shop.ts';
import { definitionOf, outputsByCase, statesPassed } from './shop/executions.ts';
import { leftOver } from './shop/left-over.ts';
import { ordersFor, type TestOrder } from './shop/orders.ts';
import { type PaymentsServer, startPayments } from './shop/payments-server.ts';
import { approvalsByCase, askForReturn, fewAtOnce, type Returning, receiveAndAccept, untilStatus } from './shop/returning.ts';

/** Cases, people, keys and vault. */
const dataTables = 4;
const account: Account = inject('emulator');
/** One is refused, fifty wait for version 2, one is asked for after it. */
const orders = ordersFor(52);
const order = (orderId: string): TestOrder => orders.find((one) => one.orderId === orderId)!;

describe('npm run test:deploy', () => {
  let payments: PaymentsServer;
  let proxy: MendingProxy;
  let cli: Account;
  let first: string;
  let shop: Shop;
  let agent: string;
  let warehouse: string;
  beforeAll(async () => {
    payments = await startPayments();
    proxy = await startMendingProxy(account.endpoint);
    cli = { ...account, endpoint: proxy.url };
    for (const { payments: taken } of orders) for (const { paymentId, captured } of taken) payments.took(paymentId, captured, 'GBP');
    first = await assemble('first', payments.url);
    const bootstrapped = await cdk(cli, first, 'bootstrap', `aws://000000000000/${account.region}`);
    expect(bootstrapped.code, bootstrapped.said).toBe(0);
  });
  afterAll(async () => {
    await payments?.stop();
    await proxy?.stop();
  });

  async function decide(
    { caseId }: Returning,
    decision: 'approve' | 'refuse',
    reason?: string,
    known?: Awaited<ReturnType<typeof approvalsByCase>>,
  ): Promise<void> {
    const open = known ?? (await approvalsByCase(shop, agent));
    const approval = open.get(caseId);
    if (!approval) throw new Error(`${caseId} waits for no approval`);
    const body = { decision, terms: approval.terms, ...(reason ? { reason } : {}) };
    const extra = { params: { approvalId: approval.approvalId }, token: agent };
    const answer = await shop.call('POST /v1/approvals/{approvalId}/decision', body, extra);
    if (answer.status !== 200) throw new Error(`${caseId} was not decided: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  it('deploys data and service', async () => {
    const { code, said } = await cdk(cli, first, 'deploy', ...stacks, '--require-approval', 'never');
    expect(code, said).toBe(0);
  });

  it('a second deploy changes nothing, and cdk diff is clean', async () => {
    const again = await cdk(cli, first, 'deploy', ...stacks, '--require-approval', 'never');
    expect(again.code, again.said).toBe(0);
    for (const stack of stacks) expect(again.said).toContain(`${stack} (no changes)`);
    const diff = await cdk(cli, first, 'diff', ...stacks, '--fail', '--method=template');
    expect(diff.code, diff.said).toBe(0);
  });

  it('takes orders from the command line, and colleagues sign in', async () => {
    const said = await settleIn(account, stage, orders);
    expect(said).toContain(`${orders.length} imported`);
    shop = await deployedShop(account, stage);
    expect((await shop.raw('GET', '/healthz')).status).toBe(200);
    agent = await shop.agent('agent@shop.example');
    warehouse = await shop.agent('warehouse@shop.example');
    expect([agent, warehouse]).toEqual([expect.any(String), expect.any(String)]);
    progress('orders are imported; colleagues are signed in');
  });

  it('an auto-approved return travels to the refund', async () => {
    const auto = order('SEED-AUTO');
    const returning = await askForReturn(shop, auto);
    await untilStatus(shop, returning, 'awaiting-parcel');
    await receiveAndAccept(shop, returning, warehouse, auto.lines[0]!.lineId);
    const ended = await untilStatus(shop, returning, 'closed');
    expect(ended.refund).toMatchObject({ amount: 1250, currency: 'GBP', status: 'succeeded' });
    expect(payments.refundsOf('pay-seed-auto')).toMatchObject([{ amount: 1250, status: 'succeeded' }]);
  });

  it('a return that somebody approves travels to the refund', async () => {
    const coat = order('SEED-ASK');
    const returning = await askForReturn(shop, coat);
    await untilStatus(shop, returning, 'awaiting-approval');
    await decide(returning, 'approve');
    await untilStatus(shop, returning, 'awaiting-parcel');
    await receiveAndAccept(shop, returning, warehouse, coat.lines[0]!.lineId);
    await untilStatus(shop, returning, 'closed');
    expect(payments.refundsOf('pay-seed-ask')).toMatchObject([{ amount: 12_900, status: 'succeeded' }]);
  });

  it('a return that somebody refuses ends, and no money moves', async () => {
    const refused = order('COAT-1');
    const returning = await askForReturn(shop, refused);
    await untilStatus(shop, returning, 'awaiting-approval');
    await decide(returning, 'refuse', 'Worn for a season.');
    const ended = await untilStatus(shop, returning, 'refused');
    expect(ended.decision).toMatchObject({ outcome: 'refused' });
    expect(ended.refunds).toEqual([]);
    expect(payments.refundsOf('pay-coat-1')).toEqual([]);
  });

  describe('a second version, while cases wait', () => {
    const waiting = orders.filter(({ orderId }) => orderId.startsWith('COAT-')).slice(1, 51);
    let returns: Returning[];
    let workflow: string;
    beforeAll(async () => {
      workflow = (await outputsOf(account, stacks[1])).ReturnWorkflowArn!;
    });

    it(`${waiting.length} returns wait for approval on version 1`, async () => {
      returns = await fewAtOnce(waiting, async (one) => await askForReturn(shop, one));
      await fewAtOnce(returns, async (one) => await untilStatus(shop, one, 'awaiting-approval'));
      expect(await definitionOf(account, workflow)).not.toContain('Thank the customer');
      progress(`${returns.length} returns wait for approval`);
    });

    it('version 2 is deployed: the workflow and one of its functions change', async () => {
      const second = await assemble('second', payments.url, secondRelease());
      const { code, said } = await cdk(cli, second, 'deploy', ...stacks, '--require-approval', 'never');
      expect(code, said).toBe(0);
      const mended = await mendAliases(account, stacks[1]);
      progress(`  aliases that the emulator forgot and the test put back: ${mended.length}`);
      expect(await definitionOf(account, workflow)).toContain('Thank the customer');
    });

    it('all that waited finish, with the function of version 2, each refunded once', async () => {
      const open = await approvalsByCase(shop, agent);
      await fewAtOnce(returns, async (one) => await decide(one, 'approve', undefined, open));
      await fewAtOnce(returns, async (one) => await untilStatus(shop, one, 'awaiting-parcel'));
      progress('all are approved');
      await fewAtOnce(returns, async (one) => await receiveAndAccept(shop, one, warehouse, '1'));
      await fewAtOnce(returns, async (one) => await untilStatus(shop, one, 'closed'));
      progress('all are closed');
      for (const { payments: taken } of waiting)
        for (const { paymentId, captured } of taken)
          expect(payments.refundsOf(paymentId)).toMatchObject([{ amount: captured, status: 'succeeded' }]);
      const outputs = await outputsByCase(account, workflow);
      expect(returns.map(({ caseId }) => outputs.get(caseId))).toEqual(returns.map(() => ({ status: 'closed', release: 2 })));
    });

    it('a return that is asked for now takes the way of version 2', async () => {
      const returning = await askForReturn(shop, order('COAT-52'));
      await untilStatus(shop, returning, 'awaiting-approval');
      await decide(returning, 'approve');
      await untilStatus(shop, returning, 'awaiting-parcel');
      await receiveAndAccept(shop, returning, warehouse, '1');
      await untilStatus(shop, returning, 'closed');
      expect(await statesPassed(account, workflow, returning.caseId)).toContain('Thank the customer');
      expect(await statesPassed(account, workflow, returns[0]!.caseId)).not.toContain('Thank the customer');
    });
  });

  it('cdk destroy takes the service away and leaves the cases; npm run destroy says what stays', async () => {
    const destroyed = await cdk(cli, first, 'destroy', stacks[1], '--force');
    expect(destroyed.code, destroyed.said).toBe(0);
    const { running, tables } = await leftOver(account, stage);
    expect(running).toEqual([]);
    expect(tables).toHaveLength(dataTables);

    const ways = { env: environmentFor(cli) };
    const asked = await runCommand('npm', ['run', '--silent', 'destroy', '--', '--stage', stage], ways);
    expect(asked.code, asked.said).toBe(2);
    const said = await mustRun('npm', ['run', '--silent', 'destroy', '--', '--stage', stage, '--yes', '--app', first], ways);
    for (const table of tables) {
      expect(asked.said).toContain(table);
      expect(said.slice(said.indexOf('stays'))).toContain(table);
    }
  });
});
