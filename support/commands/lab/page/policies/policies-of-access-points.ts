import type { Names } from '../../../../authorization/explain.ts';
import { sdkClients } from '../../../../aws/sdk-clients.ts';
import { accessPointArn } from '../../../../gateway/surroundings/access-point.ts';
import type { Surroundings } from '../../../../gateway/surroundings/surroundings.ts';
import type { HeldPolicy } from './held-policy.ts';
import { resourceKey } from './place-keys.ts';

/** The policies of access points of all accounts. The gateway holds them, and no store. */
export function accessPointPolicies(
  { accessPoints = [] }: Surroundings,
  names: Names,
): readonly HeldPolicy[] {
  // A change moves an access point to the end of the surroundings.
  const inOrder = accessPoints.toSorted((one, other) =>
    accessPointArn(one) < accessPointArn(other) ? -1 : 1,
  );
  return inOrder.map((point): HeldPolicy => {
    const { name: Name, account, region, policy } = point;
    const arn = accessPointArn(point);
    const named = { AccountId: account, Name };
    return {
      key: resourceKey(arn),
      title: `the access point policy of ${names(arn) ?? `the access point ${Name}`}`,
      kind: 'bucket',
      ...{ account, region },
      text: policy,
      setting: {
        by: 'request',
        operation: 's3:PutAccessPointPolicy',
        put: ({ s3control }, Policy) =>
          s3control.send(new sdkClients.s3control.PutAccessPointPolicyCommand({ ...named, Policy })),
        remove: ({ s3control }) =>
          s3control.send(new sdkClients.s3control.DeleteAccessPointPolicyCommand(named)),
      },
    };
  });
}
