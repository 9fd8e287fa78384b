import { describe, expect, it } from 'vitest';
import { readStage, type StageSettings, stageNamed } from '../../infra/stages.ts';

const settings: StageSettings = { stage: 'prod', mailFrom: 'returns@shop.example', publicUrl: 'https://returns.shop.example/' };

describe('the settings of a stage', () => {
  it('follow from few: identity, secrets and limits have defaults', () => {
    expect(readStage(settings)).toMatchObject({
      mailIdentity: 'shop.example',
      publicUrl: 'https://returns.shop.example',
      limits: 'on',
      busName: 'redress',
      secrets: { stripe: 'redress/prod/stripe', payments: 'redress/prod/payments-webhook', carrier: 'redress/prod/carrier-webhook' },
    });
  });

  it.each<[string, object, RegExp]>([
    ['a display name instead of an address', { mailFrom: 'Shop <a@b.example>' }, /one plain address[\s\S]*mailFrom/],
    ['a page address without https', { publicUrl: 'returns.shop.example' }, /address of the pages[\s\S]*publicUrl/],
    ['a stage name that no stack can carry', { stage: 'Prod_1' }, /stage name of lower-case[\s\S]*stage/],
    ['a provider that nobody knows', { payments: 'paypal' }, /payments/],
    ['days that CloudWatch does not keep', { logDays: 31 }, /logDays/],
    ['a field that does not exist', { mailTo: 'x' }, /mailTo/],
  ])('name the field with %s', (_, wrong, message) => {
    expect(() => readStage({ ...settings, ...wrong } as StageSettings)).toThrow(message);
  });

  it('of an unknown stage are an error that says which are known', () => {
    expect(() => stageNamed('prdo')).toThrow('There is no stage "prdo"; infra/stages.ts knows local, dev.');
  });
});
