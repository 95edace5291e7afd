import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import type { SessionHolder } from '../../stores/embedded/sts/sts-state.ts';
import type { Thing } from '../thing.ts';

/** The sessions, by their access key ids. */
export function stsThings({ sts: { sessions } }: Pick<EmbeddedState, 'sts'>): readonly Thing[] {
  return [...sessions.values()].map(({ accessKeyId, expiration, holder }) => ({
    ...{ kind: 'session', name: accessKeyId },
    facts: { of: nameOf(holder), until: expiration.toISOString() },
  }));
}

function nameOf(holder: SessionHolder): string {
  switch (holder.type) {
    case 'role':
      return holder.principal.arn;
    case 'user':
      return holder.user.arn;
    case 'federated':
      return `arn:aws:sts::${holder.accountId}:federated-user/${holder.name}`;
    case 'root':
      return `arn:aws:iam::${holder.accountId}:root`;
  }
}
