import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../events/catalogue.ts';
import type { EventDefinition } from '../../../events/define-event.ts';
import { buildApp } from '../../../infra/app.ts';
import { findFunctions } from '../../../infra/constructs/function-files.ts';
import { ServiceStack } from '../../../infra/stacks/service-stack.ts';
import { areas, placeholderBundles } from '../fixtures/placeholder-bundles.ts';

// What the stack says and what the functions say, side by side.

const files = findFunctions(resolve(import.meta.dirname, '../../../functions'));
const app = buildApp({ stage: 'local', bundles: placeholderBundles(areas) });
const template = Template.fromStack(app.node.children.find((child) => child instanceof ServiceStack)!);

interface Served {
  readonly routes?: readonly { readonly method: string; readonly path: string }[];
}

/** The route keys of each function, by its id. */
function routeKeys(id: string): string[] {
  const integrations = Object.entries(template.findResources('AWS::ApiGatewayV2::Integration'))
    .filter(([, { Properties }]) => new RegExp(`${id}Live`).test(JSON.stringify(Properties.IntegrationUri)))
    .map(([logical]) => logical);
  return Object.values(template.findResources('AWS::ApiGatewayV2::Route'))
    .filter(({ Properties }) => integrations.some((logical) => JSON.stringify(Properties.Target).includes(logical)))
    .map(({ Properties }) => Properties.RouteKey as string);
}

/** Does a route key, such as `ANY /v1/returns/{proxy+}`, lead to this path? */
function leadsTo(key: string, path: string): boolean {
  const route = key.replace('ANY ', '');
  return route.endsWith('/{proxy+}')
    ? path.startsWith(route.replace('{proxy+}', '')) && path.length > route.length - '{proxy+}'.length
    : route === path;
}

describe('the API', () => {
  const served = Object.keys(areas).filter((id) => routeKeys(id).length > 0);

  it.each(served)('leads every path of %s to it', async (id) => {
    const { routes = [] } = (await import(files[id]!)) as Served;
    expect(routes.length).toBeGreaterThan(0);
    const astray = routes.map(({ path }) => path).filter((path) => !routeKeys(id).some((key) => leadsTo(key, path)));
    expect(astray).toEqual([]);
  });

  it('leads every webhook to its function, with and without the version', () => {
    expect(routeKeys('ReceiveScan').sort()).toEqual(['ANY /v1/webhooks/carriers', 'ANY /webhooks/carriers']);
    expect(routeKeys('ReceivePaymentEvent').sort()).toEqual(['ANY /v1/webhooks/payments', 'ANY /webhooks/payments']);
    expect(routeKeys('ServeHealth').sort()).toEqual(['ANY /healthz', 'ANY /v1', 'ANY /v1/{proxy+}']);
  });
});

/** The types that a function's source says it hears; its list is named in the file or in one beside it. */
function heardBy(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const inline = /hears(?:: | = )\[([^\]]*)\]/.exec(source)?.[1];
  const names = inline?.split(',').map((name) => name.trim()) ?? [];
  const byName = new Map(Object.values(catalogue).map((event: EventDefinition) => [pascal(event.type), event.type]));
  return names.flatMap((name) => byName.get(name) ?? []).sort();
}
const pascal = (type: string) => type.replace(/\.v\d+$/, '').replace(/(?:^|[.-])(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('a rule', () => {
  const heardInTemplate = (id: string): string[] =>
    Object.values(template.findResources('AWS::Events::Rule'))
      .filter(({ Properties }) => JSON.stringify(Properties.Targets).includes(`${id}Live`))
      .flatMap(({ Properties }) => Properties.EventPattern?.['detail-type'] ?? [])
      .sort();

  it.each(['SendCode', 'HonourRing', 'TakeShopEvent'])('passes to %s what it hears', (id) => {
    expect(heardBy(files[id]!)).not.toEqual([]);
    expect(heardInTemplate(id)).toEqual(heardBy(files[id]!));
  });

  it.each([
    ['SendNotice', '../../../functions/notices/heard.ts', 'customerEvents'],
    ['ResumeWorkflow', '../../../functions/waiting/answering.ts', 'answering'],
    ['MailApproval', '../../../functions/approvals/approval-mails.ts', 'approvalEvents'],
  ])('passes to %s what its list says', async (id, module, list) => {
    const events = ((await import(module)) as Record<string, readonly EventDefinition[]>)[list]!;
    expect(heardInTemplate(id)).toEqual(events.map(({ type }) => type).sort());
  });
});
