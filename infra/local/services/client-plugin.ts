/** Answers one call of an AWS client, `client` being its class (`DynamoDBClient`), `operation` without `Command`. Throws what the service throws. */
export type Answer = (client: string, operation: string, input: Record<string, unknown>) => unknown;

interface Context {
  clientName?: string;
  commandName?: string;
}
type Next = (args: { input: unknown }) => Promise<unknown>;
interface MiddlewareStack {
  add(middleware: (next: Next, context: Context) => Next, options: { step: 'initialize'; name: string; priority: 'high' }): void;
}

/** The key under which `functions/runtime/clients.ts` looks for plugins of its clients. */
export const CLIENT_PLUGINS = Symbol.for('redress.client-plugins');

/** A plugin that answers every call at the first step, before anything is serialized, signed or sent. */
export function answeringPlugin(answer: Answer): { applyToStack(stack: MiddlewareStack): void } {
  return {
    applyToStack: (stack) =>
      stack.add(
        (_next, context) => async (args) => {
          const operation = (context.commandName ?? '').replace(/Command$/, '');
          const output = (await answer(context.clientName ?? '', operation, args.input as Record<string, unknown>)) as object;
          return { response: {}, output: { ...output, $metadata: { httpStatusCode: 200, attempts: 1 } } };
        },
        { step: 'initialize', name: 'LocalCloud', priority: 'high' },
      ),
  };
}
