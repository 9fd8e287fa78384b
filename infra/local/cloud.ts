import { join } from 'node:path';
import type { CloudOptions } from './cloud-options.ts';
import { connectFakes, type Fakes } from './connect-fakes.ts';
import type { Pump } from './pump.ts';
import { pumpFor } from './pump-for.ts';
import { AsynchronousInvocations } from './services/asynchronous.ts';
import { answerFor } from './services/aws-services.ts';
import { Bus } from './services/bus.ts';
import { destinations } from './services/destinations.ts';
import { HttpApi } from './services/http-api.ts';
import { InvokeApi } from './services/invoke-api.ts';
import { Lambda } from './services/lambda.ts';
import { performSecret } from './services/secrets.ts';
import { StepFunctionsApi } from './services/step-functions-api.ts';
import { Streams } from './services/streams.ts';
import { Targets } from './services/targets.ts';
import { Uploads } from './services/uploads.ts';
import { UserPools } from './services/user-pools.ts';
import { WorkflowTasks } from './services/workflow-tasks.ts';
import { Workflows } from './services/workflows.ts';
import { openTables, type Tables } from './tables/tables.ts';
import type { Model } from './template/model.ts';
import type { VirtualPump } from './virtual-pump.ts';
import type { World } from './world.ts';

/** A local cloud that runs; the HTTP server and the levers stand on it. */
export interface Cloud extends World {
  readonly model: Model;
  readonly endpoint: string;
  readonly tables: Tables;
  readonly lambda: Lambda;
  readonly bus: Bus;
  readonly workflows: Workflows;
  readonly states: StepFunctionsApi;
  readonly api: HttpApi;
  readonly invokeApi: InvokeApi;
  readonly uploads: Uploads;
  readonly fakes: Fakes;
  readonly pump: Pump | VirtualPump;
}

/** Puts the model to work: every service on the one store and the one queue. */
export function runCloud(world: World, model: Model, endpoint: string, { data }: CloudOptions): Cloud {
  const { store, clock, chance, queue, guard, logs } = world;
  // Services refer to one another; each looks its neighbours up here when it needs them.
  const late = {} as { later: AsynchronousInvocations; workflows: Workflows; states: StepFunctionsApi; streams: Streams; api: HttpApi };

  const tables = openTables(store, {
    now: () => clock.now(),
    onRecord: (table, record) => {
      late.streams.append(table, record);
      fakes.hearRecord(record);
    },
  });
  for (const { name, properties } of model.tables) tables.create(name, properties);

  const fakes = connectFakes(world, {
    ...(data === undefined ? {} : { paymentsFile: join(data, 'payments.jsonl') }),
    callApi: (request) => late.api.answer({ ...request, query: '', body: Buffer.from(request.body), ip: '127.0.0.1' }),
  });
  const invokeLater = (functionName: string, event: unknown) => late.later.add(functionName, event);
  const sendTo = destinations(store, clock, invokeLater);
  const targets = new Targets(queue, clock, {
    invokeLater,
    startExecution: (machine, input) => {
      const effect = { by: late.workflows.machine(machine).short, service: 'states', operation: 'StartExecution' };
      guard.call(effect, (twist) => {
        for (let times = twist?.mode === 'duplicate' ? 2 : 1; times > 0; times -= 1) late.workflows.start(machine, input);
      });
    },
    sendTo,
  });
  const bus = new Bus({ store, clock, chance, buses: model.buses, rules: model.rules, targets });
  const uploads = new Uploads(store, clock);
  const services = {
    table: (operation: string, input: Record<string, unknown>) => tables.perform(operation, input),
    states: (operation: string, input: Record<string, unknown>) => late.states.perform(operation, input),
    bus: (operation: string, input: Record<string, unknown>, _by: string, twist: Parameters<Bus['putEvents']>[1]) => {
      if (operation !== 'PutEvents') throw new Error(`The local bus does not know ${operation}`);
      return bus.putEvents(input, twist);
    },
    mail: (operation: string, input: Record<string, unknown>, _by: string, twist: Parameters<Bus['putEvents']>[1]) =>
      fakes.mail.perform(operation, input, twist),
    functions: (operation: string, input: Record<string, unknown>) => invokeApi.perform(operation, input),
    secrets: performSecret,
    uploads: (operation: string, input: Record<string, unknown>) => uploads.perform(operation, input),
    connect: (operation: string, input: Record<string, unknown>, _by: string, twist: Parameters<Bus['putEvents']>[1]) => {
      if (twist?.mode !== 'lose') fakes.connect.record(operation, input);
      return {};
    },
    userPools: (operation: string, input: Record<string, unknown>) => userPools.perform(operation, input),
  };
  const answering = (by: string) => answerFor(by, services, guard, () => chance.bytes(16).toString('hex'));
  const lambda = new Lambda(model.functions, {
    clock,
    chance,
    faults: guard.faults,
    logs,
    endpoint,
    answerFor: answering,
    fetchFor: (by) => userPools.keysBefore(fakes.fetchFor(by)),
  });
  const userPools = new UserPools({
    store,
    clock,
    chance,
    invoke: (name, event) => lambda.invoke(lambda.find(name), event),
    pools: model.userPools,
  });
  late.later = new AsynchronousInvocations({ lambda, queue, guard, clock, sendTo });
  const invokeApi = new InvokeApi(lambda, late.later);
  late.streams = new Streams({ store, clock, queue, guard, lambda, mappings: model.mappings, sendTo });
  late.workflows = new Workflows({
    store,
    clock,
    chance,
    queue,
    guard,
    machines: model.machines,
    announce: (event) => void bus.announce('default', event),
  });
  late.states = new StepFunctionsApi(store, late.workflows);
  late.api = new HttpApi({ routes: model.routes, lambda, clock, chance, guard });
  new WorkflowTasks({ queue, guard, lambda, workflows: late.workflows, answer: answering('workflow') });

  const pump = pumpFor({ world, model, tables, targets, lambda });
  return {
    ...world,
    ...{ model, endpoint, tables, lambda, bus, uploads, invokeApi, fakes, pump },
    workflows: late.workflows,
    states: late.states,
    api: late.api,
  };
}
