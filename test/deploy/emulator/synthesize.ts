import { buildApp } from '../../../infra/app.ts';

const [outdir, paymentsUrl] = process.argv.slice(2);
if (!outdir || !paymentsUrl) throw new Error('node synthesize.ts OUTDIR PAYMENTS_URL');

// The very app that is deployed, configured as a shop's is. Everybody calls from one address, so nothing is counted per address; and
// there is no CloudFront in an emulator, so the API is asked directly.
const stage = 'deploytest';
const configuration = {
  stages: {
    [stage]: {
      mailFrom: 'returns@shop.example',
      publicUrl: 'https://returns.shop.example',
      payments: 'local',
      paymentsUrl,
      limits: 'off',
      busName: `redress-${stage}`,
      edge: 'off',
    },
  },
} as const;
buildApp({ stage, configuration, outdir, copyAssets: true }).synth();
