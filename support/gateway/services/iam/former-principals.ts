import { parseArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import { iamEntity } from './iam-entity.ts';

/** Gives the name of a principal in a grant of a certain age. */
export type AgedName = (principal: string, since: Date) => Promise<string>;

/**
 * The principals that grants name. AWS keeps unique ids: a user or role that is deleted and created again
 * under its name is another principal. A store gives the name alone. A principal that was created after the
 * grant is therefore taken for a namesake; the grant is then to `former <arn>`, which is no principal.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal"; ListGrants shows the unique id of a deleted principal.
 */
export function formerPrincipals(store: Store): AgedName {
  const births = new Map<string, Promise<Date | undefined>>();
  return async (principal, since) => {
    const entity = entityOf(principal);
    if (entity === undefined) return principal;
    const key = `${entity.account} ${entity.resource}`;
    const birth = births.get(key) ?? birthOf(store, entity);
    births.set(key, birth);
    const created = await birth;
    return created !== undefined && created.getTime() <= endOf(since) ? principal : `former ${principal}`;
  };
}

/** The last moment that a date can stand for: some stores round dates to the second. */
function endOf(date: Date): number {
  return date.getMilliseconds() === 0 ? date.getTime() + 999 : date.getTime();
}

interface Entity {
  readonly account: string;
  readonly resource: string;
}

/** The user or role of an ARN; of a session's ARN, its role. Accounts, services and others have none. */
function entityOf(principal: string): Entity | undefined {
  const arn = parseArn(principal);
  if (arn === undefined) return undefined;
  const { account, service, resource } = arn;
  const session = /^assumed-role\/([^/]+)\//.exec(resource);
  if (service === 'sts' && session !== null) return { account, resource: `role/${session[1]}` };
  return service === 'iam' && /^(user|role)\//.test(resource) ? { account, resource } : undefined;
}

async function birthOf(store: Store, { account, resource }: Entity): Promise<Date | undefined> {
  return (await iamEntity(store, account, resource))?.CreateDate;
}
