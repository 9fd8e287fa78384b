import type { SoldOrder } from './order.ts';

/** What contradicts itself in a well-formed order, in plain words: nothing = empty. */
export function faultsOf(order: SoldOrder): string[] {
  const faults: string[] = [];
  const lineIds = order.lines.map((line) => line.lineId);
  for (const lineId of repeated(lineIds)) faults.push(`line ${lineId} occurs twice`);
  for (const paymentId of repeated(order.payments.map((payment) => payment.paymentId))) faults.push(`payment ${paymentId} occurs twice`);
  for (const parcelId of repeated((order.deliveries ?? []).map((parcel) => parcel.parcelId)))
    faults.push(`parcel ${parcelId} occurs twice`);
  for (const line of order.lines) {
    const total = line.unitPrice * line.quantity;
    if (!Number.isSafeInteger(total)) faults.push(`line ${line.lineId}: ${line.quantity} × ${line.unitPrice} is no exact amount`);
    if ((line.discount ?? 0) > total) faults.push(`line ${line.lineId}: the discount is more than the line costs`);
    for (const sku of repeated((line.exchangeable ?? []).map((article) => article.sku)))
      faults.push(`line ${line.lineId}: ${sku} is exchangeable twice`);
    for (const { sku, unitPrice } of line.exchangeable ?? [])
      if (!Number.isSafeInteger(unitPrice * line.quantity))
        faults.push(`line ${line.lineId}: ${line.quantity} × ${sku} is no exact amount`);
    const inParcels = (order.deliveries ?? []).flatMap((parcel) => parcel.lines).filter(({ lineId }) => lineId === line.lineId);
    if (inParcels.reduce((sum, { quantity }) => sum + quantity, 0) > line.quantity)
      faults.push(`line ${line.lineId}: more pieces in parcels than were sold`);
  }
  const costs = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity - (line.discount ?? 0), 0);
  if ((order.discount ?? 0) > costs)
    faults.push(`the order's discount of ${order.discount} is more than its lines cost together (${costs})`);
  for (const { lineId } of (order.deliveries ?? []).flatMap((parcel) => parcel.lines)) {
    if (!lineIds.includes(lineId)) faults.push(`a delivery names line ${lineId}, which the order does not have`);
  }
  const captured = order.payments.reduce((sum, payment) => sum + payment.captured, 0);
  if (!Number.isSafeInteger(captured)) faults.push('the payments add up to no exact amount');
  return faults;
}

function repeated(ids: readonly string[]): Set<string> {
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}
