import { accountOf, nameOf, type Principal } from './principal.ts';

/** The principal that began a multipart upload, as far as it is compared with later callers. */
export interface UploadInitiator {
  readonly type: Principal['type'];
  /** Its ARN, or the name of a service. */
  readonly name: string;
  /** Its unique id: a later user of the same name is another. */
  readonly userId?: string | undefined;
  readonly accountId?: string | undefined;
}

/** The initiator of an upload that exists; `not known` if its store does not tell. */
export type KnownInitiator = UploadInitiator | 'not known';

/** A principal as the initiator of an upload. */
export function uploadInitiator(principal: Principal): UploadInitiator {
  return {
    type: principal.type,
    name: nameOf(principal),
    ...('userId' in principal && { userId: principal.userId }),
    accountId: accountOf(principal),
  };
}

/** True if a principal is the initiator itself. A session of the same role under another name is not. */
export function isInitiator(principal: Principal, initiator: UploadInitiator): boolean {
  const { type, name, userId } = uploadInitiator(principal);
  return type === initiator.type && name === initiator.name && userId === initiator.userId;
}
