import * as z from 'zod';
import type { SlaClockItem } from '../../domain/clocks/sla-clock-item.ts';
import { ApprovalId, CaseId, Instant, LineId, OrderId } from '../../domain/identifiers.ts';
import type { Customer, SoldOrder } from '../../domain/orders/order.ts';
import { type PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import type { StandingCredit } from '../../domain/refunds/store-credit.ts';
import { reasonsOf } from '../../domain/returns/open-task.ts';
import { Finding, ownerOf, type ReturnCase, ReturnStatus } from '../../domain/returns/return-case.ts';
import { logText } from '../../domain/texts/log-text.ts';
import { say } from '../../domain/texts/say.ts';
import type { LogRecord } from '../adapters/log-records.ts';
import type { MaskedAccount } from '../adapters/payout-accounts.ts';
import type { CaseText } from '../adapters/people.ts';
import { ClockView, deadlineView, lifecycleView } from '../deadlines/clock-view.ts';
import { ReturnView, returnView } from '../returns/return-view.ts';

const TaskView = z.object({ reason: z.string(), owner: z.string(), since: Instant });
/** A case in a list. */
export const CaseRow = z
  .object({
    caseId: CaseId,
    kind: z.literal('return'),
    status: ReturnStatus,
    version: z.int(),
    orderId: OrderId,
    openedAt: Instant,
    promisedBy: Instant,
    priority: z.string(),
    owner: z.string().nullable(),
    task: TaskView.optional(),
  })
  .meta({ id: 'CaseRow' });

/** A case as colleagues see it: what the customer sees, and what stands behind it. */
export const CaseView = ReturnView.extend({
  owner: z.string().nullable(),
  priority: z.string(),
  terms: z.int(),
  approvalId: ApprovalId.optional(),
  customer: z.object({ name: z.string(), email: z.string(), phone: z.string().optional(), locale: z.string() }).optional(),
  lines: z.array(ReturnView.shape.lines.element.extend({ title: z.string().optional(), lineId: LineId })),
  findings: z.array(Finding),
  notes: z.array(z.object({ at: Instant, by: z.string(), text: z.string() })),
  clocks: z.array(ClockView),
  task: TaskView.optional(),
}).meta({ id: 'CaseView' });
export type CaseView = z.infer<typeof CaseView>;

/** What a view of a case is made from. */
export interface CaseFile {
  readonly subject: ReturnCase;
  readonly log: readonly LogRecord[];
  readonly texts: readonly CaseText[];
  readonly order: SoldOrder | undefined;
  readonly customer: Customer | undefined;
  readonly account?: MaskedAccount | undefined;
  readonly credits?: readonly StandingCredit[];
  readonly staff: PeoplePolicy;
  /** The deadlines of the sla policy, as the log tells them now. */
  readonly deadlines: readonly SlaClockItem[];
  readonly now: Date;
}

/** The address behind an owner's id; a role or team is shown as it is. */
function ownerName(owner: string, staff: PeoplePolicy): string {
  return personById(staff, owner)?.email ?? owner;
}

function responsible(subject: ReturnCase, staff: PeoplePolicy): Pick<CaseView, 'owner' | 'task'> {
  const { task } = subject;
  const owner = ownerOf(subject);
  return {
    owner: owner ? ownerName(owner, staff) : null,
    ...(task
      ? {
          task: {
            reason: reasonsOf(task)
              .map((reason) => say(reason, 'en'))
              .join(' '),
            owner: ownerName(task.owner, staff),
            since: task.since,
          },
        }
      : {}),
  };
}

export function caseRow(subject: ReturnCase, staff: PeoplePolicy): z.infer<typeof CaseRow> {
  const { caseId, kind, status, version, orderId, openedAt, promisedBy, priority } = subject;
  return { caseId, kind, status, version, orderId, openedAt, promisedBy, priority, ...responsible(subject, staff) };
}

export function caseView({ subject, log, texts, order, customer, account, credits, staff, deadlines, now }: CaseFile): CaseView {
  const customerView = returnView(subject, log, texts, 'en', { account, credits, order });
  const titles = new Map(order?.lines.map(({ lineId, title }) => [lineId, title]));
  return {
    ...customerView,
    log: log.map(({ occurredAt, type, data }) => ({ at: occurredAt, type, text: logText(type, data, 'en') })),
    lines: customerView.lines.map((line) => ({ ...line, ...(titles.has(line.lineId) ? { title: titles.get(line.lineId)! } : {}) })),
    ...responsible(subject, staff),
    priority: subject.priority,
    terms: subject.terms,
    ...(subject.approvalId ? { approvalId: subject.approvalId } : {}),
    ...(customer ? { customer } : {}),
    findings: subject.findings,
    notes: texts.flatMap(({ kind, at, by, text }) =>
      kind === 'note' || kind === 'inspection' ? [{ at, by: ownerName(by, staff), text }] : [],
    ),
    clocks: [...subject.clocks.map((clock) => lifecycleView(clock, now)), ...deadlines.map((deadline) => deadlineView(deadline, staff))],
  };
}
