import type { OrderLine } from '../orders/order.ts';

/**
 * What `quantity` pieces of a line are worth after the line's discount, in minor units. `before` pieces were returned already:
 * all pieces together are worth exactly the line, however they are split over returns. Whole rupiah for IDR.
 */
export function lineAmount(_line: OrderLine, _quantity: number, _currency: string, _before = 0): number {
  throw new Error('not written yet');
}
