import { codes } from '../adapters/codes.ts';
import { colleagueTokens } from '../adapters/colleague-tokens.ts';
import { limits } from '../adapters/limits.ts';
import { signIns } from '../adapters/sign-ins.ts';
import { poolSignIn } from '../adapters/user-pool.ts';
import { api } from '../runtime/api.ts';
import { askForSession } from './routes/ask-for-session.ts';
import { endSession } from './routes/end-session.ts';
import { enterSessionCode } from './routes/enter-session-code.ts';
import { signInWithDevice } from './routes/sign-in-with-device.ts';

/** Serves the colleagues' sign-in, which Cognito decides about. */
export const { handler, routes } = api({
  connect: () => ({ codes: codes(), limits: limits(), signIns: signIns(), pool: poolSignIn(), colleagues: colleagueTokens() }),
  routes: [askForSession, enterSessionCode, signInWithDevice, endSession],
});
