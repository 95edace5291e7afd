import { CreateGrantCommand, type GrantOperation, GrantOperation as operations } from '@aws-sdk/client-kms';
import { scenarioFile } from '../document/scenario-file.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** Creates the grants of a key. The root user of its account creates them. */
export async function createGrants(
  provisioned: ProvisionedScenario,
  name: string,
  { account, grants }: ScenarioDocument['keys'][string],
): Promise<void> {
  const filled = (text: string) => provisioned.filledIn(text, scenarioFile(provisioned.scenario));
  for (const [grantName, grant] of Object.entries(grants)) {
    const {
      grantee,
      retiring,
      operations: allowed,
      encryptionContextEquals,
      encryptionContextSubset,
    } = grant;
    const isBound = encryptionContextEquals !== undefined || encryptionContextSubset !== undefined;
    await provisioned.root(account).kms.send(
      new CreateGrantCommand({
        KeyId: provisioned.value(`keys.${name}.id`),
        Name: grantName.replaceAll(' ', '-'),
        GranteePrincipal: filled(grantee),
        RetiringPrincipal: retiring === undefined ? undefined : filled(retiring),
        Operations: allowed.filter(isOperation),
        Constraints: isBound
          ? {
              EncryptionContextEquals: encryptionContextEquals,
              EncryptionContextSubset: encryptionContextSubset,
            }
          : undefined,
      }),
    );
  }
}

function isOperation(operation: string): operation is GrantOperation {
  return Object.values(operations).some((one) => one === operation);
}
