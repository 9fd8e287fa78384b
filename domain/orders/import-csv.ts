import { BadRow, type CsvRow, columns, countryOf, later, lineOf, placedAtOf } from './csv-row.ts';
import { Order } from './order.ts';
import { parseCsv } from './parse-csv.ts';

/** What the file leaves open. `emailTemplate` fills `{CustomerID}` and `{InvoiceNo}`; `deliveredAfter` is an ISO 8601 duration. */
export interface CsvOptions {
  readonly currency?: string | undefined;
  readonly emailTemplate?: string | undefined;
  readonly deliveredAfter?: string | undefined;
}

/** An order that was not taken; `line` counts from 1 and includes the header, as an editor does. */
export interface RejectedOrder {
  readonly orderId: string;
  readonly line: number;
  readonly reason: string;
}

export interface ReadOrders {
  readonly orders: readonly Order[];
  readonly rejected: readonly RejectedOrder[];
  /** Credit rows (invoice C…). */
  readonly skipped: number;
}

/** Orders from the CSV text of the interface, or why the file as a whole cannot be read. A bad row rejects its whole order. */
export function ordersFromCsv(text: string, options: CsvOptions): ReadOrders | { readonly unreadable: string } {
  const [header, ...records] = parseCsv(text);
  const missing = columns.filter((column) => !header?.fields.map((field) => field.trim()).includes(column));
  if (!header || missing.length > 0) return { unreadable: `the first line names no column ${missing.join(', ')}` };
  const at = columns.map((column) => header.fields.map((field) => field.trim()).indexOf(column));

  const invoices = new Map<string, CsvRow[]>();
  const rejected: RejectedOrder[] = [];
  let skipped = 0;
  for (const { line, fields } of records) {
    const row = { line, ...Object.fromEntries(columns.map((column, index) => [column, fields[at[index]!] ?? ''])) } as CsvRow;
    const orderId = row.InvoiceNo.trim();
    if (/^C/i.test(orderId)) skipped++;
    else if (fields.length !== header.fields.length)
      rejected.push({ orderId, line, reason: `${fields.length} fields where the header has ${header.fields.length}` });
    else if (orderId === '') rejected.push({ orderId, line, reason: 'no invoice number' });
    else {
      const rows = invoices.get(orderId);
      if (rows) rows.push(row);
      else invoices.set(orderId, [row]);
    }
  }
  const torn = new Set(rejected.map(({ orderId }) => orderId));
  const orders: Order[] = [];
  for (const [orderId, rows] of invoices) {
    if (torn.has(orderId)) continue;
    const taken = orderOf(orderId, rows, options);
    if ('reason' in taken) rejected.push(taken);
    else orders.push(taken);
  }
  return { orders, rejected: rejected.toSorted((a, b) => a.line - b.line), skipped };
}

function orderOf(orderId: string, rows: readonly CsvRow[], options: CsvOptions): Order | RejectedOrder {
  let line = rows[0]!.line;
  try {
    const currency = options.currency ?? 'GBP';
    const first = rows[0]!;
    const lines = rows.map((row, index) => {
      line = row.line;
      emailOf(row, options.emailTemplate);
      if (row.CustomerID !== first.CustomerID || row.Country !== first.Country)
        throw new BadRow(`customer and country differ from line ${first.line} of the same invoice`);
      countryOf(row);
      placedAtOf(row);
      return lineOf(row, String(index + 1), currency);
    });
    line = first.line;
    const placedAt = placedAtOf(first);
    const customer = first.CustomerID.trim();
    const captured = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
    const order = Order.safeParse({
      orderId,
      email: emailOf(first, options.emailTemplate),
      name: customer === '' ? 'Customer' : `Customer ${customer}`,
      locale: 'en',
      country: countryOf(first),
      currency,
      placedAt,
      deliveredAt: later(placedAt, options.deliveredAfter ?? 'P2D'),
      lines,
      payments: [{ paymentId: `csv-${orderId}`, method: 'card', captured }],
    });
    if (order.success) return order.data;
    const [issue] = order.error.issues;
    return { orderId, line, reason: `${issue?.path.join('.')}: ${issue?.message}` };
  } catch (error) {
    if (error instanceof BadRow) return { orderId, line, reason: error.message };
    throw error;
  }
}

function emailOf(row: CsvRow, template: string | undefined): string {
  if (template === undefined) throw new BadRow('the file holds no addresses: give --email-template');
  if (template.includes('{CustomerID}') && row.CustomerID.trim() === '') throw new BadRow('no customer, so no address');
  return template.replaceAll('{CustomerID}', row.CustomerID.trim()).replaceAll('{InvoiceNo}', row.InvoiceNo.trim());
}
