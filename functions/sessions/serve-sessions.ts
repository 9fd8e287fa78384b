import { codes } from '../adapters/codes.ts';
import { limits } from '../adapters/limits.ts';
import { tokens } from '../adapters/tokens.ts';
import { api } from '../runtime/api.ts';
import { askForSession } from './routes/ask-for-session.ts';
import { enterSessionCode } from './routes/enter-session-code.ts';

/** Serves the colleagues' sign-in. */
export const { handler, routes } = api({
  connect: () => ({ codes: codes(), limits: limits(), tokens: tokens() }),
  routes: [askForSession, enterSessionCode],
});
