import { formatMoney } from '../../domain/format-money.ts';
import { CaseId } from '../../domain/identifiers.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { Cases } from '../adapters/cases.ts';
import { inertMrkdwn } from './plain-words.ts';

const most = 5;

/** What `/returns <case or order>` answers: how the cases stand, without anything about the customer. */
export async function lookUpCase(text: string, cases: Pick<Cases, 'read' | 'ofOrder'>, publicUrl: string): Promise<string> {
  if (!text) return 'Write the number of a case or an order behind it, as `/returns R-0A1B2C3D`.';
  const caseId = CaseId.safeParse(text.toUpperCase()).data;
  const ids = caseId ? [caseId] : await cases.ofOrder(text.slice(0, 64));
  const found = (await Promise.all(ids.map((id) => cases.read(id)))).filter((one) => one !== undefined);
  if (found.length === 0) return `There is no case or order ${inertMrkdwn(text, 64)}. Check the number.`;
  found.sort((a, b) => b.openedAt.localeCompare(a.openedAt));
  const rest = found.length > most ? [`… and ${found.length - most} more in the console.`] : [];
  return [...found.slice(0, most).map((subject) => lineOf(subject, publicUrl)), ...rest].join('\n');
}

function lineOf({ caseId, orderId, status, value, promisedBy }: ReturnCase, publicUrl: string): string {
  const link = `<${publicUrl}/console#${caseId}|${caseId}>`;
  return `${link} of order ${inertMrkdwn(orderId, 64)}: ${status}, ${formatMoney(value, 'en-GB')}, promised by ${promisedBy.slice(0, 10)}`;
}
