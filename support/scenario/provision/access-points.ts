import { sdkClients } from '../../aws/sdk-clients.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { lookUp } from '../look-up.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type AccessPoint = ScenarioDocument['accessPoints'][string];

/** Creates an access point as the root user of its account, and gives its alias. */
export async function createAccessPoint(
  provisioned: ProvisionedScenario,
  { account, bucket, accessPointName, vpc, blockPublicAccess }: AccessPoint,
): Promise<string> {
  const { CreateAccessPointCommand } = sdkClients.s3control;
  const owned = lookUp('bucket', bucket, provisioned.scenario.document.buckets);
  const { Alias = '' } = await provisioned.root(account).s3control.send(
    new CreateAccessPointCommand({
      AccountId: provisioned.accountId(account),
      Name: accessPointName,
      Bucket: owned.bucketName,
      BucketAccountId: provisioned.accountId(owned.account),
      PublicAccessBlockConfiguration: blockPublicAccess,
      ...(vpc !== undefined && { VpcConfiguration: { VpcId: vpc } }),
    }),
  );
  return Alias;
}

/** Sets the policy of an access point, if it has one. */
export async function setAccessPointPolicy(
  provisioned: ProvisionedScenario,
  { account, accessPointName, policy }: AccessPoint,
): Promise<void> {
  if (policy === undefined) return;
  const { PutAccessPointPolicyCommand } = sdkClients.s3control;
  await provisioned.root(account).s3control.send(
    new PutAccessPointPolicyCommand({
      AccountId: provisioned.accountId(account),
      Name: accessPointName,
      Policy: provisioned.policy(policy),
    }),
  );
}
