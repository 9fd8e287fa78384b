// Preloaded into every function that MiniStack runs: the public keys of a user pool lie at Cognito's own address, which is the issuer of its
// tokens; in an emulator they lie below its endpoint. Nothing else is led elsewhere. docs/emulators.md says when this goes.
const asked = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  const pool = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(\/.*)$/.exec(url);
  return asked(pool ? `${process.env.AWS_ENDPOINT_URL}${pool[1]}` : input, init);
};
