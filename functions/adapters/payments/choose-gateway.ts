import { GatewayRefused } from '../../../domain/errors.ts';
import { settings } from '../../runtime/settings.ts';
import { secret } from '../secret.ts';
import type { PaymentBooks, PaymentGateway } from './gateway.ts';
import { localProvider } from './local-provider.ts';
import { stripeGateway } from './stripe.ts';

/** A shop without a provider: every refund becomes a person's task, and there are no books to look into. */
const nobody: PaymentGateway = {
  refund: () => Promise.reject(new GatewayRefused('no-provider')),
  find: () => Promise.resolve(undefined),
  read: () => Promise.resolve(undefined),
  ofPayment: () => Promise.resolve([]),
  since: () => Promise.resolve([]),
};

/** The gateway of this stage. */
export function payments(): PaymentGateway {
  const { payments: which } = settings();
  if (which === 'stripe') return stripeGateway({ key: () => secret(settings().stripeSecretName), apiBase: settings().stripeApiBase });
  return which === 'local' ? localProvider(settings().paymentsUrl) : nobody;
}

/** The provider's books alone: for functions that look and never pay. Undefined for a shop without a provider. */
export function paymentBooks(): PaymentBooks | undefined {
  return settings().payments === 'none' ? undefined : payments();
}
