/** One resource of a synthesized template; properties still hold intrinsic functions. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
  readonly Condition?: string;
}

/** A synthesized CloudFormation template, as far as the local cloud reads it. */
export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>;
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: unknown }>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Conditions?: Record<string, unknown>;
}

/** One stack with the files that its template refers to, by object key (`<hash>.zip`). */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
}

/** What stops the local cloud: something in a template that it does not run, named with its place and a way out. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}
