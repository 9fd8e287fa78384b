import type { Configuration } from '../infra/stages.ts';

/** Every field, as a shop in Indonesia that sells to Europe as well might fill it in. Copy what you need into redress.config.ts. */
export const configuration: Configuration = {
  stages: {
    prod: {
      account: '123456789012',
      region: 'eu-central-1',

      mailFrom: 'returns@shop.example',
      mailIdentity: 'shop.example',
      domain: {
        name: 'returns.shop.example',
        certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
      },
      locales: ['id', 'en'],
      zone: 'Asia/Jakarta',
      approvers: [
        { email: 'mara@shop.example', name: 'Mara Manager', roles: ['agent', 'manager'] },
        { email: 'sita@shop.example', name: 'Sita Supervisor', roles: ['agent', 'supervisor'] },
      ],
      alarmEmail: 'oncall@shop.example',

      payments: 'stripe',
      escalationUrl: 'https://chat.shop.example/redress',
      slack: { team: 'T0123ABCD', app: 'A0123ABCD', channel: 'C0123ABCD' },
      connect: {
        instance: 'arn:aws:connect:eu-central-1:123456789012:instance/12345678-1234-1234-1234-123456789012',
        queue: '12345678-1234-1234-1234-123456789012',
        flow: '12345678-1234-1234-1234-123456789012',
      },
      secrets: { stripe: 'shop/stripe', payments: 'shop/stripe-webhook' },

      edge: 'on',
      edgeSecret: 'a',
      firewall: 'on',
      firewallRates: { everything: 2000, signIn: 100 },
      limits: 'on',
      throttle: { perSecond: 200, burst: 400 },

      busName: 'redress',
      retention: { logDays: 90, peopleDays: 1096, textDays: 1096, uploadDays: 400, undeliveredDays: 90, archiveDays: 90 },
    },
  },
};
