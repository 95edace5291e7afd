import type { Policy } from '../authorization/terms/policy.ts';
import { castNames } from '../scenario/cast/cast-names.ts';
import { scenarioFile } from '../scenario/document/scenario-file.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import type { ResourceKind } from './access-classes.ts';
import { objectPatternsOf, objectsOf } from './objects-asked.ts';

/** The KMS key under which a resource is encrypted. */
export interface KeyOfResource {
  /** The key as the resource names it: an ARN, an alias or an id. */
  readonly reference: string;
  readonly bucketKey: boolean;
}

/** The bucket behind an access point, and how requests come to it. */
interface BucketBehind {
  readonly arn: string;
  /** The id of the account that owns it. */
  readonly accountId: string;
  /** The name that requests have in place of a bucket's. */
  readonly alias: string;
  /** The VPC that requests must come from. */
  readonly vpc?: string | undefined;
  /** The ids of the VPC endpoints of the scenario that are in this VPC. */
  readonly endpoints: readonly string[];
}

/** A resource that access is asked for. */
export interface AccessResource {
  /** The same in every version of a scenario: `buckets.write-only`. */
  readonly id: string;
  /** As features name it. */
  readonly name: string;
  readonly kind: ResourceKind;
  readonly arn: string;
  /** The name of its account in scenario.yaml, and the id. */
  readonly account: string;
  readonly accountId: string;
  readonly key?: KeyOfResource | undefined;
  /** Of an access point: the bucket behind it. */
  readonly behind?: BucketBehind | undefined;
  /** Of a bucket: keys of objects that stand for all. */
  readonly objects: readonly string[];
  /** The objects that these keys stand for, in words. */
  readonly objectNames?: ReadonlyMap<string, string> | undefined;
  /** The name of its bucket, and the ARN of the access point: where policies name its objects. */
  readonly objectPlaces?: readonly string[] | undefined;
}

const KINDS = {
  buckets: 'bucket',
  accessPoints: 'access point',
  keys: 'key',
  secrets: 'secret',
  tables: 'table',
  roles: 'role',
  users: 'user',
} as const satisfies Readonly<Record<string, ResourceKind>>;

/** The service whose managed key encrypts a resource that names no key. */
const SERVICE = { bucket: 's3', secret: 'secretsmanager', table: 'dynamodb' } as const;

/** The resources of a scenario, in the order of scenario.yaml. */
export function resourcesOf(
  provisioned: ProvisionedScenario,
  policies: readonly Policy[],
): readonly AccessResource[] {
  const names = castNames(provisioned);
  const patterns = objectPatternsOf(policies);
  const { document } = provisioned.scenario;
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((member) =>
    Object.entries(document[member]).flatMap(([name, thing]): readonly AccessResource[] => {
      const arn = provisioned.value(`${member}.${name}.arn`);
      const kind = KINDS[member];
      const stored = 'accessPointName' in thing ? lookUp('bucket', thing.bucket, document.buckets) : thing;
      const hasKey = 'encryption' in stored || kind === 'secret';
      const key = hasKey ? keyOf(kind === 'access point' ? 'bucket' : kind, stored, provisioned) : undefined;
      const points = 'accessPointName' in thing ? [arn] : [];
      const objectPlaces = 'bucketName' in stored ? [stored.bucketName, ...points] : undefined;
      const objectNames = objectPlaces && objectsOf(objectPlaces, patterns);
      const own = {
        ...{ id: `${member}.${name}`, name: names(arn) ?? name, kind, arn },
        account: thing.account,
        accountId: provisioned.accountId(thing.account),
        key,
        behind: 'accessPointName' in thing ? bucketBehind(name, provisioned) : undefined,
        objects: [...(objectNames?.keys() ?? [])],
        objectNames,
        objectPlaces,
      };
      const regions = 'replicas' in thing ? Object.keys(thing.replicas) : [];
      const replicas = regions.map((region) => {
        const replica = provisioned.value(`keys.${name}.${region}.arn`);
        return { ...own, id: `${own.id}.${region}`, name: names(replica) ?? region, arn: replica };
      });
      return [own, ...replicas];
    }),
  );
}

function bucketBehind(point: string, provisioned: ProvisionedScenario): BucketBehind {
  const { accessPoints, buckets, endpoints } = provisioned.scenario.document;
  const { bucket, vpc } = lookUp('access point', point, accessPoints);
  return {
    arn: provisioned.value(`buckets.${bucket}.arn`),
    accountId: provisioned.accountId(lookUp('bucket', bucket, buckets).account),
    alias: provisioned.value(`accessPoints.${point}.alias`),
    vpc,
    endpoints: Object.values(endpoints).flatMap((one) => (one.vpc === vpc ? [one.id] : [])),
  };
}

function keyOf(
  kind: ResourceKind,
  thing: object,
  provisioned: ProvisionedScenario,
): KeyOfResource | undefined {
  const { encryption, bucketKey = false } = Object(thing);
  const managed = kind in SERVICE ? `alias/aws/${SERVICE[kind as keyof typeof SERVICE]}` : undefined;
  if (encryption === undefined)
    return kind === 'secret' && managed !== undefined ? { reference: managed, bucketKey } : undefined;
  if (encryption === 'aws:kms') return managed === undefined ? undefined : { reference: managed, bucketKey };
  if (encryption === 'AES256') return undefined;
  return { reference: provisioned.filledIn(encryption, scenarioFile(provisioned.scenario)), bucketKey };
}
