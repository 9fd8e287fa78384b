import * as z from 'zod';
import { LineId } from '../identifiers.ts';
import { Minor } from '../money.ts';

/** What a line of an amount can stand for. */
export const PartCode = z.enum([
  'goods',
  'line-discount',
  'order-discount',
  'not-paid',
  'deduction',
  'shipping',
  'restocking',
  'return-shipping',
  'adjustment',
  'refunded-before',
  'nothing-left',
]);
export type PartCode = z.infer<typeof PartCode>;

/** One line of an amount, in minor units: what adds is above zero, what takes away below. `noteId` names the text with the reason. */
export const AmountPart = z.strictObject({
  code: PartCode,
  lineId: LineId.optional(),
  quantity: z.int().min(1).optional(),
  amount: z.int(),
  noteId: z.string().optional(),
});
export type AmountPart = z.infer<typeof AmountPart>;

/** The tax that goods bought at one rate contain (prices include tax): `amount` of `of`. The rate is a fraction, 0.2 for 20 %. */
export const ContainedTax = z.strictObject({ rate: z.number(), amount: Minor, of: Minor });
export type ContainedTax = z.infer<typeof ContainedTax>;
