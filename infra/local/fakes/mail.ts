import type { SystemClock } from '../clock.ts';
import type { Fault } from '../fault-modes.ts';
import { serviceError } from '../service-error.ts';
import type { Store } from '../store.ts';

/** A mail as the mailbox shows it. */
export interface ReceivedMail {
  readonly at: string;
  readonly to: string;
  readonly notice: string | null;
  readonly locale: string | null;
  readonly caseId: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Headers that the sender chose, by name. */
  readonly headers: Readonly<Record<string, string>>;
}

interface SendEmail {
  readonly Destination?: { readonly ToAddresses?: readonly string[] };
  readonly Content?: {
    readonly Simple?: {
      readonly Subject?: { readonly Data?: string };
      readonly Headers?: readonly { readonly Name: string; readonly Value: string }[];
      readonly Body?: { readonly Text?: { readonly Data?: string }; readonly Html?: { readonly Data?: string } };
    };
  };
  readonly EmailTags?: readonly { readonly Name: string; readonly Value: string }[];
}

/** SES v2 whose mails end in a mailbox that anybody here can read. */
export class MailFake {
  private readonly store: Store;
  private readonly clock: SystemClock;

  constructor(store: Store, clock: SystemClock) {
    this.store = store;
    this.clock = clock;
  }

  /** Throws what SES throws; a lost mail is accepted and never arrives. */
  perform(operation: string, input: Record<string, unknown>, twist?: Fault): object {
    if (operation === 'DeleteSuppressedDestination') return this.forget(String(input.EmailAddress));
    if (operation !== 'SendEmail') throw serviceError('UnknownOperationException', `The local mail does not know ${operation}`);
    const { Destination, Content, EmailTags = [] } = input as SendEmail;
    const simple = Content?.Simple;
    const recipients = Destination?.ToAddresses ?? [];
    if (simple?.Subject?.Data === undefined || recipients.length === 0)
      throw serviceError('BadRequestException', 'Missing subject or recipients');
    for (const { Name, Value } of EmailTags) {
      if (!/^[\w.@-]{1,256}$/.test(Name) || !/^[\w.@-]{1,256}$/.test(Value))
        throw serviceError('BadRequestException', `Invalid tag ${Name}=${Value}`);
    }
    const tag = (name: string) => EmailTags.find(({ Name }) => Name === name)?.Value ?? null;
    if (twist?.mode === 'lose') return { MessageId: 'lost' };
    const { Subject, Body, Headers = [] } = simple;
    for (const { Name, Value } of Headers)
      if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name) || !/^[\x20-\x7e]{1,870}$/.test(Value))
        throw serviceError('BadRequestException', `Invalid header ${Name}`);
    const ids = recipients.map((to) => {
      const mail: ReceivedMail = {
        at: new Date(this.clock.now()).toISOString(),
        to,
        notice: tag('notice'),
        locale: tag('locale'),
        caseId: tag('caseId'),
        subject: Subject?.Data ?? '',
        text: Body?.Text?.Data ?? '',
        html: Body?.Html?.Data ?? '',
        headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
      };
      const { lastInsertRowid } = this.store.db
        .prepare('INSERT INTO mailbox (recipient, body) VALUES (?, ?)')
        .run(to.toLowerCase(), JSON.stringify(mail));
      return `local-${lastInsertRowid}`;
    });
    return { MessageId: ids[0] };
  }

  /** The mailbox stands for all that lies with the mail service, and goes with the address. */
  private forget(address: string): object {
    const { changes } = this.store.db.prepare('DELETE FROM mailbox WHERE recipient = ?').run(address.toLowerCase());
    if (Number(changes) === 0) throw serviceError('NotFoundException', `${address} is not on the list`, 404);
    return {};
  }

  /** Oldest first; of one recipient when it is named. */
  mails(to?: string): ReceivedMail[] {
    const rows =
      to === undefined
        ? this.store.db.prepare('SELECT body FROM mailbox ORDER BY id').all()
        : this.store.db.prepare('SELECT body FROM mailbox WHERE recipient = ? ORDER BY id').all(to.toLowerCase());
    return rows.map(({ body }) => JSON.parse(String(body)) as ReceivedMail);
  }
}
