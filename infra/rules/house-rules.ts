import { readFileSync } from 'node:fs';
import {
  CfnResource,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { asynchronousEdges } from './asynchronous-edges.ts';
import type { Finding, Resources } from './finding.ts';
import { machineDefinitions } from './machine-definitions.ts';
import { whatIsKept } from './what-is-kept.ts';
import { unexplainedWildcards } from './wildcards.ts';

/** What the rules of this house find in one stack's template. An acknowledgement `Redress-<Rule>` at the construct or above it says why not. */
export function houseFindings(stack: Stack, resources: Resources): Finding[] {
  const constructs = new Map(
    stack.node
      .findAll()
      .filter((construct) => construct instanceof CfnResource)
      .map((resource) => [String(stack.resolve(resource.logicalId)), resource] as const),
  );
  const reasons = (id: string): ReadonlyMap<string, string> => reasonsAt(constructs.get(id) ?? stack);
  const found = [asynchronousEdges, whatIsKept, machineDefinitions].flatMap((rule) => rule(resources));
  return [...found.filter(({ resource, rule }) => !reasons(resource).has(`Redress-${rule}`)), ...unexplainedWildcards(resources, reasons)];
}

/** The findings that are acknowledged at a construct or above it, each with its reason. */
export function reasonsAt(construct: IConstruct): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const scope of construct.node.scopes)
    for (const { type, data } of scope.node.metadata)
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        for (const [id, reason] of Object.entries(data as Record<string, string>)) reasons.set(id.replace(/^annotation::/i, ''), reason);
  return reasons;
}

/** The rules of this house as a plugin of the CDK: they run at synth over the templates as they will be deployed. */
export class HouseRules implements IPolicyValidationPlugin {
  readonly name = 'Redress';

  validate({ stackTemplates, appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = stackTemplates.flatMap(({ stackConstructPath, templatePath }) => {
      const stack = appConstruct.node.findAll().find((construct) => Stack.isStack(construct) && construct.node.path === stackConstructPath);
      const { Resources = {} } = JSON.parse(readFileSync(templatePath, 'utf8')) as { Resources?: Resources };
      return houseFindings(stack as Stack, Resources).map(({ rule, resource, what }) => ({
        ruleName: `Redress-${rule}`,
        description: what,
        violatingResources: [{ resourceLogicalId: resource, templatePath, locations: ['Properties'] }],
      }));
    });
    return { success: violations.length === 0, violations };
  }
}
