import { creditGuards } from './credit-guards.ts';
import { exchangeGuards } from './exchange-guards.ts';
import type { Guard } from './guard.ts';
import { newsGuards } from './news-guards.ts';
import { sendingGuards } from './sending-guards.ts';
import { statusGuards } from './status-guards.ts';

/** Every guard by which a refund happens once. `docs/guards.md` lists them for readers; a test compares. */
export const guards: readonly Guard[] = [...sendingGuards, ...newsGuards, ...statusGuards, ...creditGuards, ...exchangeGuards];
