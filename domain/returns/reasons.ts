import * as z from 'zod';

const Need = z.enum(['photo', 'comment']);
export type Need = z.infer<typeof Need>;

/** One reason of the policy's tree. A reason with children is a heading; `needs` and `shopPays` pass down unless the child says otherwise. */
export const Reason = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  label: z.strictObject({ en: z.string().min(1).max(200), id: z.string().min(1).max(200) }),
  needs: z.union([Need, z.array(Need)]).optional(),
  shopPays: z.boolean().optional(),
  get children() {
    return z.array(Reason).optional();
  },
});
export type Reason = z.infer<typeof Reason>;

/** A reason that can be chosen, with everything that it inherits. `path` holds the codes from the top to this one. */
export interface ChoosableReason {
  readonly code: string;
  readonly path: readonly string[];
  readonly label: { readonly en: string; readonly id: string };
  readonly needs: readonly Need[];
  readonly shopPays: boolean;
}

/** The leaves of the tree, in order. */
export function choosableReasons(reasons: readonly Reason[]): ChoosableReason[] {
  return reasons.flatMap((reason) => flatten(reason, { path: [], needs: [], shopPays: false }));
}

/** The chosen reason, or undefined when the tree has no such leaf. */
export function reasonOf(code: string, reasons: readonly Reason[]): ChoosableReason | undefined {
  return choosableReasons(reasons).find((reason) => reason.code === code);
}

/** Every code of the tree, headings too. */
export function codesOf(reasons: readonly Reason[]): string[] {
  return reasons.flatMap((reason) => [reason.code, ...codesOf(reason.children ?? [])]);
}

/** A label in the reader's language; English when we do not speak it. */
export function labelOf(reason: Pick<ChoosableReason, 'label'>, locale: string): string {
  return locale.toLowerCase().startsWith('id') ? reason.label.id : reason.label.en;
}

function flatten(reason: Reason, above: Pick<ChoosableReason, 'path' | 'needs' | 'shopPays'>): ChoosableReason[] {
  const path = [...above.path, reason.code];
  const needs = reason.needs === undefined ? above.needs : Array.isArray(reason.needs) ? reason.needs : [reason.needs];
  const shopPays = reason.shopPays ?? above.shopPays;
  if (reason.children?.length) return reason.children.flatMap((child) => flatten(child, { path, needs, shopPays }));
  return [{ code: reason.code, path, label: reason.label, needs, shopPays }];
}
