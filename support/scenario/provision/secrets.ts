import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { SECRET } from '../../client/key-requests.ts';
import { putSecretPolicy } from '../../client/secret-requests.ts';
import { scenarioFile } from '../document/scenario-file.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type Secret = ScenarioDocument['secrets'][string];

/** Creates a secret of the scenario, without its resource policy. Returns the ARN, whose end Secrets Manager chose. */
export async function createSecret(provisioned: ProvisionedScenario, secret: Secret): Promise<string> {
  const { encryption, value = SECRET } = secret;
  const isManaged = encryption === undefined || encryption === 'aws:kms';
  const { ARN } = await provisioned.root(secret.account).secretsmanager.send(
    new CreateSecretCommand({
      Name: secret.secretName,
      SecretString: value,
      KmsKeyId: isManaged ? undefined : provisioned.filledIn(encryption, scenarioFile(provisioned.scenario)),
      Tags: tagList(secret.tags),
    }),
  );
  if (ARN === undefined) throw new Error('CreateSecret returned no ARN');
  return ARN;
}

/** Sets the resource policy of a secret, once its principals exist. It does nothing for a secret without one. */
export async function setSecretPolicy(
  provisioned: ProvisionedScenario,
  name: string,
  { account, policy }: Secret,
): Promise<void> {
  if (policy === undefined) return;
  const arn = provisioned.value(`secrets.${name}.arn`);
  await putSecretPolicy(provisioned.root(account).secretsmanager, arn, provisioned.policy(policy));
}
