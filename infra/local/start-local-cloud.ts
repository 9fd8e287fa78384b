import { localStacks } from './assembly-cache.ts';
import { type Cloud, runCloud } from './cloud.ts';
import type { CloudOptions } from './cloud-options.ts';
import { readDuration } from './levers/read-duration.ts';
import { writeMeta } from './schema.ts';
import { plantSeed } from './seed/plant-seed.ts';
import { listen } from './server.ts';
import type { Model } from './template/model.ts';
import { readModel } from './template/read-model.ts';
import { openWorld } from './world.ts';

/** A local cloud that serves. */
export interface LocalCloud {
  readonly url: string;
  /** For tests inside the same process. */
  readonly cloud: Cloud;
  /** Virtual time only: moves it by an ISO 8601 duration and runs everything due. */
  advance(duration: string): Promise<{ now: string; fired: number }>;
  /** Virtual time only: resolves when nothing is due any more at the present instant. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything that the templates deploy. Throws TemplateError or DefinitionError for what cannot run here. */
export async function startLocalCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const { port = 4100, limits = 'on', progress = () => {} } = options;
  if (options.now !== undefined && Number.isNaN(Date.parse(options.now)))
    throw new Error(`--now ${options.now} is no instant like 2026-01-01T00:00:00Z`);
  const stacks = options.stacks ?? (await localStacks(() => progress('bundling and synthesizing, once until the sources change', true)));
  const listening = await listen(port);
  const url = `http://localhost:${listening.port}`;
  try {
    const world = openWorld(options);
    const model = settle(readModel(stacks, url), url, limits);
    const cloud = runCloud(world, model, url, options);
    if (world.first && options.seeded !== false) {
      progress('publishing policies and importing the seed orders');
      await plantSeed(cloud);
    }
    writeMeta(world.store, 'seeded', 'yes');
    listening.serve(cloud);
    cloud.pump.kick();
    const moving = () => {
      if (!('advance' in cloud.pump)) throw new Error('Time is real here: start with virtualTime to move it');
      return cloud.pump;
    };
    return {
      url,
      cloud,
      advance: async (duration) => {
        const by = readDuration(duration);
        if (by === undefined) throw new Error(`${duration} is no duration like PT48H`);
        const { now, fired } = await moving().advance(by);
        return { now: new Date(now).toISOString(), fired };
      },
      idle: () => moving().idle(),
      stop: async () => {
        listening.server.closeAllConnections();
        await new Promise((resolve) => listening.server.close(resolve));
        await cloud.pump.stop();
        world.store.close();
      },
    };
  } catch (error) {
    listening.server.close();
    throw error;
  }
}

/** The settings that only this start knows: where the pages are, and whether front doors count. */
function settle(model: Model, url: string, limits: 'on' | 'off'): Model {
  const functions = model.functions.map((each) => {
    const { PUBLIC_URL, LIMITS, ...environment } = each.environment;
    const settled = { ...(PUBLIC_URL === undefined ? {} : { PUBLIC_URL: url }), ...(LIMITS === undefined ? {} : { LIMITS: limits }) };
    return { ...each, environment: { ...environment, ...settled } };
  });
  return { ...model, functions };
}
