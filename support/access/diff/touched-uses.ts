import { accountOf } from '../../aws/principal.ts';
import type { ClassAction } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { objectArn } from '../object-arn.ts';
import { isUpload } from '../upload-encryption.ts';
import {
  bothExtents,
  type CanonicalPolicy,
  changedStatements,
  type Extent,
  isSomewhere,
  mayApply,
  mayApplySomewhere,
  NOWHERE,
} from './changed-statements.ts';
import { VersionFacts } from './version-facts.ts';

/** Both versions of a world. */
interface Versions {
  readonly before: AccessWorld;
  readonly after: AccessWorld;
}

/**
 * The uses whose decisions a change can touch. A decision reads the documents and facts of its principal, of the resource, of the
 * key that encrypts the resource, and of their accounts. If all of these are equal in both versions, every class of
 * requests is decided alike, so that only other uses need to be compared.
 */
export class TouchedUses {
  readonly #facts: { readonly before: VersionFacts; readonly after: VersionFacts };
  readonly #isEverything: boolean;
  readonly #serviceControl = new Map<string, Extent>();
  readonly #ofAccount = new Map<string, Extent>();
  readonly #changedKeys: readonly AccessResource[];

  constructor({ before, after }: Versions) {
    this.#facts = { before: new VersionFacts(before), after: new VersionFacts(after) };
    this.#isEverything = this.#facts.before.shared !== this.#facts.after.shared;
    const keys = [before, after].flatMap(({ resources }) => resources.filter(({ kind }) => kind === 'key'));
    this.#changedKeys = keys.filter((key) => isSomewhere(this.#ownExtent(key)));
  }

  /** The extent of the changes to a principal, in both versions, and to its account. */
  ofPrincipal(before: AccessPrincipal | undefined, after: AccessPrincipal | undefined): Extent {
    if (this.#isEverything || before === undefined || after === undefined) return 'all';
    const [one, other] = [this.#facts.before.principal(before), this.#facts.after.principal(after)];
    if (one.text !== other.text) return 'all';
    const own = [
      ...changedStatements(one.identity, other.identity),
      ...changedStatements(one.boundary, other.boundary),
    ];
    const account = accountOf(before.principal);
    if (account === undefined) return own;
    return bothExtents(own, bothExtents(this.#accountExtent(account), this.#serviceControlOf(account)));
  }

  /** The extent of the changes to a resource and to its account. */
  ofResource(before: AccessResource | undefined, after: AccessResource | undefined): Extent {
    if (this.#isEverything || before === undefined || after === undefined) return 'all';
    const isSame =
      before.accountId === after.accountId && before.behind?.accountId === after.behind?.accountId;
    return isSame ? this.#ownExtent(before) : 'all';
  }

  /**
   * True if the key that an action on a resource needs may have changed, or may be another one. An upload can be under
   * any key.
   */
  isKeyTouched(action: ClassAction, resources: readonly (AccessResource | undefined)[]): boolean {
    if (action.kms === undefined) return false;
    if (
      this.#changedKeys.length > 0 &&
      resources.some((resource) => resource !== undefined && isUpload({ action, resource }))
    )
      return true;
    return resources.some((resource) => {
      const reference = resource?.key?.reference;
      return reference !== undefined && this.#changedKeys.some((key) => mayMean(reference, key));
    });
  }

  #ownExtent(resource: AccessResource): Extent {
    const [one, other] = [this.#facts.before.resource(resource.id), this.#facts.after.resource(resource.id)];
    if (one === undefined || one !== other) return 'all';
    const { accountId, behind } = resource;
    const own = this.#extentOfOwner(accountId);
    return behind === undefined ? own : bothExtents(own, this.#extentOfOwner(behind.accountId));
  }

  /** The extent of the changes to the account that owns a resource. */
  #extentOfOwner(accountId: string): Extent {
    const { before, after } = this.#facts;
    return bothExtents(
      this.#accountExtent(accountId),
      changedStatements(before.account(accountId).resourceControl, after.account(accountId).resourceControl),
    );
  }

  #accountExtent(account: string): Extent {
    const known = this.#ofAccount.get(account);
    if (known !== undefined) return known;
    const [one, other] = [this.#facts.before.account(account), this.#facts.after.account(account)];
    const extent = one.text === other.text ? NOWHERE : 'all';
    this.#ofAccount.set(account, extent);
    return extent;
  }

  #serviceControlOf(account: string): Extent {
    const known = this.#serviceControl.get(account);
    if (known !== undefined) return known;
    const levels = (facts: VersionFacts) => facts.account(account).serviceControl;
    const extent = changedLevels(levels(this.#facts.before), levels(this.#facts.after));
    this.#serviceControl.set(account, extent);
    return extent;
  }
}

type Levels = readonly (readonly CanonicalPolicy[])[];

/**
 * The extent of a change to service control policies. If every level allows everything, only what the levels deny counts, on
 * whichever level it stands.
 */
function changedLevels(before: Levels, after: Levels): Extent {
  const isOpen = (levels: Levels) => levels.every((level) => level.some(allowsEverything));
  if (before.length !== after.length && !(isOpen(before) && isOpen(after))) return 'all';
  if (before.length === after.length)
    return before.flatMap((level, index) => changedStatements(level, after[index] ?? []));
  const denying = (levels: Levels) => levels.flat().filter((policy) => !allowsEverything(policy));
  return changedStatements(denying(before), denying(after));
}

/** True for a policy such as FullAWSAccess. */
function allowsEverything({ canonical }: CanonicalPolicy): boolean {
  const { Statement } = Object(JSON.parse(canonical));
  const statements: readonly unknown[] = [Statement].flat();
  return statements.length === 1 && statements.every((one) => isAllowOfAll(Object(one)));
}

function isAllowOfAll({ Effect, Action, Resource, ...others }: Record<string, unknown>): boolean {
  const { Sid: _, ...rest } = others;
  return Effect === 'Allow' && Action === '*' && Resource === '*' && Object.keys(rest).length === 0;
}

/** True if a reference may mean a key: by its ARN, or by an alias or an id that some account can have. AWS has its own aliases. */
function mayMean(reference: string, { arn }: AccessResource): boolean {
  if (/^(?:arn:aws:kms:[^:]*:\d{12}:)?alias\/aws\//.test(reference)) return false;
  return !/^arn:aws:kms:[^:]*:\d{12}:key\//.test(reference) || reference === arn;
}

/** True if a change may touch an action on a resource, or on an object in it. The resource has an ARN in each version. */
export function mayTouch(
  extents: readonly Extent[],
  { action, kms }: ClassAction,
  { arns, object }: { readonly arns: readonly string[]; readonly object?: string | undefined },
): boolean {
  const whole = object === undefined ? arns : arns.map((arn) => objectArn(arn, object));
  return extents.some(
    (extent) => mayApply(extent, action, whole) || (kms !== undefined && mayApplySomewhere(extent, kms)),
  );
}
