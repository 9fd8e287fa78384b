import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, ReferenceStrength, Stack, Tags, Validations } from 'aws-cdk-lib';
import { type Bundles, bundleFunctions } from './constructs/bundling.ts';
import { buildWeb } from './constructs/web-bundle.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { FirewallStack } from './stacks/firewall-stack.ts';
import { OperationsStack } from './stacks/operations-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { type Configuration, type StageSettings, stageNamed } from './stages.ts';

export interface AppOptions {
  /** A stage of the configuration, or `local`; otherwise the one of `cdk -c stage=…`, or `dev`. */
  readonly stage?: string;
  /** Another configuration than redress.config.ts. */
  readonly configuration?: Configuration;
  /** What this caller knows better than the stage's settings. */
  readonly settings?: Partial<StageSettings>;
  /** Where the cloud assembly goes; a temporary directory unless said. */
  readonly outdir?: string;
  /** Copies the bundles into the assembly, as a deployment needs it; otherwise the templates point at where they lie. */
  readonly copyAssets?: boolean;
  /** Validates the templates against CloudFormation's own rules, which takes two seconds; a finding stops. */
  readonly validate?: boolean;
  /** Bundles made before; otherwise whatever changed since the last time is bundled now. */
  readonly bundles?: Bundles;
}

const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')) as { context: Record<string, unknown> };

/** The whole app for one stage: stacks redress-data-<stage> and redress-service-<stage>. Looks nothing up and needs no network. */
export function buildApp(options: AppOptions = {}): App {
  const app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: options.validate ?? false,
    ...(options.outdir ? { outdir: options.outdir } : {}),
    context: {
      ...context,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
      ...(options.copyAssets ? {} : { 'aws:cdk:disable-asset-staging': true }),
    },
  });
  const stage = stageNamed(options.stage ?? app.node.tryGetContext('stage') ?? 'dev', options.settings, options.configuration);
  const env = { ...(stage.account ? { account: stage.account } : {}), ...(stage.region ? { region: stage.region } : {}) };
  const bundles = options.bundles ?? bundleFunctions();
  const data = new DataStack(app, `redress-data-${stage.stage}`, { env, stage, description: 'Redress: what must survive a deletion' });
  const service = new ServiceStack(app, `redress-service-${stage.stage}`, {
    env,
    stage,
    data,
    bundles,
    description: 'Redress: what can be replaced',
  });
  new OperationsStack(app, `redress-operations-${stage.stage}`, {
    env,
    stage,
    data,
    service,
    description: 'Redress: what watches and keeps',
  });
  if (stage.edge === 'on') {
    const pages = join(import.meta.dirname, '../build/pages');
    buildWeb(pages);
    const firewall =
      stage.firewall === 'on'
        ? new FirewallStack(app, `redress-firewall-${stage.stage}`, {
            env: { ...env, region: 'us-east-1' },
            stage,
            description: 'Redress: how often one address may ask',
          })
        : undefined;
    new EdgeStack(app, `redress-edge-${stage.stage}`, {
      ...{ env, stage, data, service, pages, description: 'Redress: the one origin of pages and API' },
      // Weak, for it may lead to another region: the template asks the other stack when it is deployed.
      ...(firewall ? { firewall: Stack.consumeReference(firewall.webAclArn, ReferenceStrength.WEAK) } : {}),
    });
  }
  Tags.of(app).add('redress:stage', stage.stage);
  return app;
}

if (import.meta.main) {
  const { carryContract } = await import('./release/carry-contract.ts');
  const { changedResults, workflowFolders } = await import('./rules/recorded-inputs.ts');
  const { gates } = await import('./rules/gates.ts');
  const file = new App({ autoSynth: false }).node.tryGetContext('config');
  const configured = file ? ((await import(resolve(file))) as { configuration: Configuration }) : {};
  const app = buildApp({ copyAssets: true, validate: true, ...configured });
  carryContract(app);
  const changed = (await Promise.all(workflowFolders().map((workflow) => changedResults(workflow)))).flat();
  if (changed.length > 0)
    throw new Error(`Expressions changed under recorded inputs; if that is meant, npm run record:\n- ${changed.join('\n- ')}`);
  Validations.of(app).addPlugins(...gates(app));
  app.synth();
}
