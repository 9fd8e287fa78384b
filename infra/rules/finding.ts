/** One resource of a synthesized template. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties of any resource type, read by rules that know theirs
  readonly Properties?: any;
}
export type Resources = Readonly<Record<string, Resource>>;

/** Something that a house rule forbids: which rule, which resource, and what to do about it. */
export interface Finding {
  readonly rule: string;
  readonly resource: string;
  readonly what: string;
}

/** The resources of a type, by logical id. */
export function ofType(resources: Resources, type: string): [string, Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type);
}

/** Does this value, with its intrinsic functions, refer to that resource? */
export function refersTo(value: unknown, logicalId: string): boolean {
  return value !== undefined && new RegExp(`"${logicalId}"`).test(JSON.stringify(value));
}
