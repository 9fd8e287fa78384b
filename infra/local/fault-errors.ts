import type { Effect } from './effects.ts';
import type { Fault } from './fault-modes.ts';
import { serviceError, timeoutError } from './service-error.ts';

const REFUSED: Record<string, [name: string, status: number]> = {
  mail: ['MessageRejected', 400],
  payments: ['Refused', 402],
};
const THROTTLED: Record<string, string> = {
  table: 'ProvisionedThroughputExceededException',
  functions: 'TooManyRequestsException',
  mail: 'TooManyRequestsException',
  userPools: 'TooManyRequestsException',
};

/** The error that a service answers with under a fault. */
export function failureOf(fault: Fault, effect: Effect, input: unknown): Error {
  const planted = `A planted fault (${fault.mode}) struck ${effect.operation}`;
  switch (fault.mode) {
    case 'refuse': {
      const [name, status] = REFUSED[effect.service] ?? ['AccessDeniedException', 400];
      return serviceError(name, planted, status);
    }
    case 'throttle':
      return serviceError(THROTTLED[effect.service] ?? 'ThrottlingException', planted, effect.service === 'table' ? 400 : 429);
    case 'conflict':
      return conflictOf(effect, planted, input);
    default:
      return timeoutError(effect.operation);
  }
}

function conflictOf(effect: Effect, message: string, input: unknown): Error {
  if (effect.service !== 'table') return serviceError('Conflict', message, 409);
  if (!effect.operation.startsWith('Transact')) return serviceError('TransactionConflictException', message);
  const items = (input as { TransactItems?: unknown[] } | undefined)?.TransactItems ?? [];
  const CancellationReasons = items.map((_, index) => (index === 0 ? { Code: 'TransactionConflict', Message: message } : { Code: 'None' }));
  return serviceError('TransactionCanceledException', `Transaction cancelled: ${message}`, 400, { CancellationReasons });
}
