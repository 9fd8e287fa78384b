import { createHash } from 'node:crypto';
import { type Identity, INERT, RUNNING } from './identities.ts';
import { evaluate, type Scope } from './intrinsics.ts';
import { namingProperty } from './physical-names.ts';
import { pseudoParameter } from './place.ts';
import { checkProperties } from './properties.ts';
import { shortName } from './short-name.ts';
import { type Resource, type Stack, TemplateError } from './template.ts';

/** A resource whose properties hold plain values. `short` is what people call it, `name` its physical name. */
export interface Resolved {
  readonly type: string;
  readonly logicalId: string;
  readonly stack: Stack;
  readonly short: string;
  readonly name: string;
  readonly identity: Identity;
  readonly properties: Record<string, unknown>;
}

/** Resolves every resource of the stacks, given in deployment order. Throws TemplateError for a type or property that it does not run. */
export function resolveStacks(stacks: readonly Stack[], endpoint: string): Resolved[] {
  const exports = new Map<string, unknown>();
  return stacks.flatMap((stack) => {
    const reading = new StackReading(stack, endpoint, exports);
    const resources = Object.keys(stack.template.Resources).map((id) => reading.resource(id));
    reading.export();
    return resources;
  });
}

class StackReading implements Scope {
  private readonly stack: Stack;
  private readonly endpoint: string;
  private readonly exports: Map<string, unknown>;
  private readonly identities = new Map<string, Identity>();
  private readonly underWay = new Set<string>();

  constructor(stack: Stack, endpoint: string, exports: Map<string, unknown>) {
    this.stack = stack;
    this.endpoint = endpoint;
    this.exports = exports;
  }

  resource(logicalId: string): Resolved {
    const resource = this.definition(logicalId);
    const where = `${this.stack.name}: ${resource.Type} "${logicalId}"`;
    const properties = evaluate(resource.Properties ?? {}, this, where) as Record<string, unknown>;
    checkProperties(resource.Type, logicalId, properties);
    const short = shortName(logicalId, resource.Metadata);
    const identity = this.identity(logicalId);
    return { type: resource.Type, logicalId, stack: this.stack, short, name: this.name(logicalId, resource), identity, properties };
  }

  export(): void {
    for (const [id, output] of Object.entries(this.stack.template.Outputs ?? {})) {
      if (output.Export === undefined) continue;
      const where = `${this.stack.name}: output "${id}"`;
      this.exports.set(String(evaluate(output.Export.Name, this, where)), evaluate(output.Value, this, where));
    }
  }

  ref(name: string): unknown {
    const known = pseudoParameter(name, this.stack.name);
    if (known !== undefined) return known;
    const parameter = this.stack.template.Parameters?.[name];
    if (parameter !== undefined) return parameter.Default;
    return this.identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): unknown {
    const value = this.identity(logicalId).attributes[attribute];
    if (value === undefined)
      throw new TemplateError(
        `${this.stack.name}: the local cloud knows no attribute "${attribute}" of ${this.definition(logicalId).Type} "${logicalId}"`,
      );
    return value;
  }

  imported(name: string): unknown {
    if (!this.exports.has(name)) throw new TemplateError(`${this.stack.name} imports "${name}", which no stack before it exports`);
    return this.exports.get(name);
  }

  mapped(map: string, first: string, second: string): unknown {
    return this.stack.template.Mappings?.[map]?.[first]?.[second];
  }

  condition(name: string): boolean {
    throw new TemplateError(`${this.stack.name} uses the condition "${name}"; the local cloud runs templates without conditions`);
  }

  private definition(logicalId: string): Resource {
    const resource = this.stack.template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`${this.stack.name} refers to "${logicalId}", which it does not define`);
    return resource;
  }

  private identity(logicalId: string): Identity {
    const found = this.identities.get(logicalId);
    if (found !== undefined) return found;
    const resource = this.definition(logicalId);
    const identify = RUNNING[resource.Type] ?? INERT[resource.Type];
    if (identify === undefined)
      throw new TemplateError(`${this.stack.name}: the local cloud does not know the resource type ${resource.Type} (of "${logicalId}")`);
    if (this.underWay.has(logicalId)) throw new TemplateError(`${this.stack.name}: "${logicalId}" refers to itself`);
    this.underWay.add(logicalId);
    const identity = identify(this.name(logicalId, resource), this.naming(logicalId, resource), this.endpoint);
    this.identities.set(logicalId, identity);
    return identity;
  }

  /** Only the properties that an identity is made of: the others may refer in circles. */
  private naming(logicalId: string, resource: Resource): Record<string, unknown> {
    const { FunctionName, Name, StageName } = resource.Properties ?? {};
    return evaluate({ FunctionName, Name, StageName }, this, `${this.stack.name}: "${logicalId}"`) as Record<string, unknown>;
  }

  private name(logicalId: string, resource: Resource): string {
    const property = namingProperty(resource.Type);
    const given = property === undefined ? undefined : resource.Properties?.[property];
    if (given !== undefined) return String(evaluate(given, this, `${this.stack.name}: "${logicalId}".${property}`));
    if (property === undefined) return logicalId;
    if (resource.Type === 'AWS::S3::Bucket')
      return `${this.stack.name}-${logicalId}`
        .toLowerCase()
        .slice(0, 50)
        .concat(createHash('sha256').update(logicalId).digest('hex').slice(0, 8));
    return `${this.stack.name}-${logicalId}`;
  }
}
