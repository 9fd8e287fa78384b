const generic = new Set(['Resource', 'Default', 'Function', 'Handler', 'Lambda', 'StateMachine', 'Machine', 'Alias', 'Workflow']);

/**
 * The name that people use for a resource: the construct's own (`DecideReturn`), found in the path that CDK notes or, without one,
 * by taking CDK's eight-digit hash and the generic ending off the logical id.
 */
export function shortName(logicalId: string, metadata: Record<string, unknown> | undefined): string {
  const path = metadata?.['aws:cdk:path'];
  if (typeof path === 'string') {
    const own = path.split('/').filter((part) => !generic.has(part));
    if (own.length > 1) return own.at(-1) ?? logicalId;
  }
  return logicalId.replace(/[0-9A-F]{8}$/, '').replace(/(?<=.)(Function|Handler|Lambda|StateMachine|Machine|Resource)$/, '');
}
