import * as z from 'zod';
import { AmountPart, ContainedTax } from '../../domain/refunds/amount-part.ts';
import { type PartFacts, partText, taxText } from '../../domain/texts/amount-parts.ts';
import type { CaseText } from '../adapters/people.ts';

/** One line of an amount with its words. */
export const PartView = AmountPart.omit({ noteId: true }).extend({ text: z.string() }).meta({ id: 'AmountPart' });

/** A tax with its words. */
export const TaxView = ContainedTax.extend({ text: z.string() }).meta({ id: 'ContainedTax' });

export function taxViews(taxes: readonly ContainedTax[], locale: string): z.infer<typeof TaxView>[] {
  return taxes.map((tax) => ({ ...tax, text: taxText(tax, locale) }));
}

/** The lines of an amount as a reader sees them. */
export function partViews(parts: readonly AmountPart[], facts: PartFacts, locale: string): z.infer<typeof PartView>[] {
  return parts.map((part) => {
    const { noteId: _noteId, ...shown } = part;
    return { ...shown, text: partText(part, facts, locale) };
  });
}

/** What was written at the inspection, by the id of the text. */
export function reasonsIn(texts: readonly CaseText[]): Map<string, string> {
  return new Map(texts.flatMap(({ kind, textId, text }) => (kind === 'inspection' ? [[textId, text] as const] : [])));
}
