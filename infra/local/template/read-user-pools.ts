import { functionNameOf } from './identities.ts';
import { membersOf, numberOf, textOf } from './members.ts';
import type { UserPoolClientModel, UserPoolModel } from './model.ts';
import type { Resolved } from './resolve-stacks.ts';
import { TemplateError } from './template.ts';

const TRIGGERS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const SECONDS: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The user pools, each with its clients. Throws TemplateError for a trigger that nothing here would call. */
export function readUserPools(pools: readonly Resolved[], clients: readonly Resolved[]): UserPoolModel[] {
  return pools.map(({ logicalId, identity, properties }) => {
    const triggers = Object.entries(membersOf(properties, 'LambdaConfig'));
    const strange = triggers.find(([name]) => !TRIGGERS.includes(name));
    if (strange)
      throw new TemplateError(`User pool "${logicalId}": the local cloud knows the triggers ${TRIGGERS.join(', ')}, not ${strange[0]}`);
    return {
      id: identity.ref,
      issuer: String(identity.attributes.ProviderURL),
      triggers: Object.fromEntries(triggers.map(([name, function_]) => [name, functionNameOf(function_)])),
      clients: clients.filter((client) => client.properties.UserPoolId === identity.ref).map(readClient),
    };
  });
}

function readClient({ logicalId, identity, properties }: Resolved): UserPoolClientModel {
  const unit = membersOf(properties, 'TokenValidityUnits').AccessToken ?? 'hours';
  const flows = properties.ExplicitAuthFlows;
  return {
    id: identity.ref,
    flows: Array.isArray(flows) ? flows.map(String) : [],
    accessSeconds: numberOf(properties, 'AccessTokenValidity', 1) * (SECONDS[String(unit)] ?? 3600),
    sessionMinutes: numberOf(properties, 'AuthSessionValidity', 3),
    hidesUnknown: textOf(properties, 'PreventUserExistenceErrors', `User pool client "${logicalId}"`) === 'ENABLED',
  };
}
