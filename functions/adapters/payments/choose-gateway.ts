import { GatewayRefused } from '../../../domain/errors.ts';
import { settings } from '../../runtime/settings.ts';
import { secret } from '../secret.ts';
import type { PaymentGateway } from './gateway.ts';
import { localProvider } from './local-provider.ts';
import { stripeGateway } from './stripe.ts';

/** A shop without a provider: every refund becomes a person's task. */
const nobody: PaymentGateway = {
  refund: () => Promise.reject(new GatewayRefused('no-provider')),
  find: () => Promise.resolve(undefined),
};

/** The gateway of this stage. */
export function payments(): PaymentGateway {
  const { payments: which } = settings();
  if (which === 'stripe') return stripeGateway({ key: () => secret(settings().stripeSecretName), apiBase: settings().stripeApiBase });
  return which === 'local' ? localProvider(settings().paymentsUrl) : nobody;
}
