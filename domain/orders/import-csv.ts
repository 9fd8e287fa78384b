import type { Order } from './order.ts';

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

/** Orders from the CSV text of the interface, or why the file as a whole cannot be read. */
export function ordersFromCsv(_text: string, _options: CsvOptions): ReadOrders | { readonly unreadable: string } {
  throw new Error('not written yet');
}
