import type { AccessPoint } from '@aws-sdk/client-s3-control';
import { sdkClients } from '../../aws/sdk-clients.ts';
import { knownOrNone } from '../world/known-or-denying.ts';
import { unknownResourcePolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';
import { ALL_ON, publicAccessBeside, publicAccessOf } from './public-access.ts';

/** An access point as a list tells it. */
export type ListedAccessPoint = AccessPoint & { readonly Name: string; readonly Bucket: string };

/**
 * The access points that an account has in its Region, on buckets of all accounts. A refusal is listed.
 *
 * Source: Amazon S3 API reference, ListAccessPoints.
 */
export async function accessPointsOf(account: LiveAccount): Promise<readonly ListedAccessPoint[]> {
  const { id, clients, endpoint, builder, reading } = account;
  const origin = originIn(account, `arn:aws:iam::${id}:root`);
  const listed = await reading.ask(
    { origin, operation: 's3:ListAccessPoints', consequence: LEFT_OUT },
    async () => {
      const paginate = sdkClients.s3control.paginateListAccessPoints;
      try {
        return await allOf(
          paginate({ client: clients.s3control }, { AccountId: id }),
          (page) => page.AccessPointList,
        );
      } catch (cause) {
        if (endpoint === undefined || !(cause instanceof Error) || !MISSING.has(cause.name)) throw cause;
        builder.gaps.add(origin, `s3:ListAccessPoints is not implemented at ${endpoint}`, LEFT_OUT);
        return [];
      }
    },
  );
  if (listed === undefined || listed instanceof UnknownValue) return [];
  return listed.flatMap((point) => {
    const { Name, Bucket } = point;
    return Name === undefined || Bucket === undefined ? [] : [{ ...point, Name, Bucket }];
  });
}

const LEFT_OUT = 'access points are missing here: requests through them fail';

/** The errors of emulators that do not know S3 Control. */
const MISSING: ReadonlySet<string> = new Set(['NotImplemented', 'NoSuchBucket', 'InternalFailure']);

/** Reads an access point of the account, with all that bears on access through it. */
export async function readAccessPoint(account: LiveAccount, listed: ListedAccessPoint): Promise<void> {
  const { builder, clients, id, region, reading } = account;
  const { Name, Bucket } = listed;
  const arn = `arn:aws:s3:${region}:${id}:accesspoint/${Name}`;
  const origin = originIn(account, arn);
  const of = { AccountId: id, Name };
  const { GetAccessPointCommand, GetAccessPointPolicyCommand } = sdkClients.s3control;
  const shown = await reading.ask(
    {
      origin,
      operation: 's3:GetAccessPoint',
      consequence: 'all settings of its Block Public Access are on: public access is denied here',
    },
    () => clients.s3control.send(new GetAccessPointCommand(of)),
  );
  const set = await reading.ask(
    {
      origin,
      operation: 's3:GetAccessPointPolicy',
      absent: ['NoSuchAccessPointPolicy'],
      consequence: 'a policy that denies everything stands for it',
    },
    () => clients.s3control.send(new GetAccessPointPolicyCommand(of)),
  );
  const document = set instanceof UnknownValue ? set : set?.Policy;
  const denying = unknownResourcePolicy('s3', arn);
  const policy = knownOrNone(livePolicy(document), denying, { place: origin, gaps: builder.gaps });
  builder.accessPoints.push({
    ...{ origin, account: account.name, name: Name, bucket: Bucket },
    policy,
    vpc: listed.VpcConfiguration?.VpcId,
    publicAccess: publicAccessBeside(
      shown === undefined || shown instanceof UnknownValue
        ? ALL_ON
        : publicAccessOf(shown.PublicAccessBlockConfiguration),
      { policy, place: origin, gaps: builder.gaps },
    ),
  });
}
