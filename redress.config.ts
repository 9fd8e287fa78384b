import type { Configuration } from './infra/stages.ts';

/**
 * What you deploy: `npx cdk deploy -c stage=dev --all`. Change the addresses, leave out what you do not have; docs/configuration.md
 * describes every field and docs/redress.config.example.ts uses each of them. Wrong fields are named at synth, before anything is changed.
 */
export const configuration: Configuration = {
  stages: {
    dev: {
      // Customers get mail from here. Verify the address, or its domain, in SES first.
      mailFrom: 'returns@shop.example',
      // Where the pages are; links in mails start with it.
      publicUrl: 'https://returns.shop.example',
      // Stripe's key and webhook secret lie in Secrets Manager under redress/dev/stripe and redress/dev/payments-webhook.
      payments: 'stripe',
      // One bus for each stage of an account.
      busName: 'redress-dev',
    },
  },
};
