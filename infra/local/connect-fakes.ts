import { MailFake } from './fakes/mail.ts';
import { type CallApi, PaymentWebhooks } from './fakes/payment-webhooks.ts';
import { PaymentsFake } from './fakes/payments.ts';
import { ProviderBooks } from './fakes/provider-books.ts';
import { providerFetch } from './fakes/provider-fetch.ts';
import { Recorder } from './fakes/recorder.ts';
import { SlackFake } from './fakes/slack.ts';
import type { StreamRecord } from './tables/stream-records.ts';
import type { World } from './world.ts';

/** The services outside AWS, played. */
export interface Fakes {
  readonly mail: MailFake;
  readonly slack: SlackFake;
  readonly connect: Recorder;
  readonly webhooks: Recorder;
  readonly payments: PaymentsFake;
  readonly books: ProviderBooks;
  fetchFor(by: string): typeof fetch;
  /** A shop's payments reach the provider before us; here it learns of them from the imported orders' ledger. */
  hearRecord(record: StreamRecord): void;
}

/** Builds the fakes; `paymentsFile` is where refunds are also written as lines. */
export function connectFakes(world: World, { paymentsFile, callApi }: { paymentsFile?: string; callApi: CallApi }): Fakes {
  const { store, clock, chance, queue, guard } = world;
  const books = new ProviderBooks(store, paymentsFile);
  const webhooks = new PaymentWebhooks({ clock, chance, queue, call: callApi });
  const payments = new PaymentsFake({ store, clock, chance, books, tell: (refund, type, times) => webhooks.tell(refund, type, times) });
  const slack = new SlackFake(store, clock);
  const posted = new Recorder('webhooks', store, clock);
  return {
    mail: new MailFake(store, clock),
    slack,
    connect: new Recorder('connect', store, clock),
    webhooks: posted,
    payments,
    books,
    fetchFor: (by) => providerFetch(by, { payments, slack, webhooks: posted, guard }),
    hearRecord: ({ dynamodb: { NewImage } }) => {
      const sort = String(NewImage?.sk?.S ?? '');
      const captured = Number(NewImage?.captured?.N);
      if (!sort.startsWith('PAYMENT#') || Number.isNaN(captured)) return;
      books.setCharge(sort.slice('PAYMENT#'.length), captured, String(NewImage?.currency?.S ?? ''));
    },
  };
}
