import { kmsPermissions } from '../../../../authorization/permissions/kms.ts';
import type { Input, Operation } from '../../../../aws/operations.ts';
import type { Principal } from '../../../../aws/principal.ts';
import { createEmbeddedState } from '../../../../stores/embedded/embedded-state.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { createKmsState } from '../../../../stores/embedded/kms/kms-state.ts';
import {
  type Caller,
  caller,
  type KmsUnderTest,
} from '../../../../stores/embedded/kms/testing/kms-under-test.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { checkKmsInput } from '../check-input.ts';
import { checkKmsState } from '../check-state.ts';
import { planKms } from '../plan-kms.ts';

const principal: Principal = { type: 'Service', service: 'test.amazonaws.com' };

export { caller, type KmsUnderTest };

/** For tests: an empty KMS. */
export function kmsUnderTest(now: () => Date = () => new Date()): KmsUnderTest {
  const state = createKmsState(now);
  const store = new EmbeddedStore({ state: { ...createEmbeddedState(), kms: state } });
  const kms: KmsUnderTest = {
    state,
    async call<O extends Operation<'kms'>>(operation: O, input: Input<'kms', O>, from?: Partial<Caller>) {
      const place = { ...caller, ...from };
      const facts = factsAt(now(), place.region);
      // The operation says which input this is; the compiler cannot follow it through the gateway's tables.
      const call = { store, operation, input, facts, ...place } as unknown as CallFacts<'kms'>;
      checkKmsInput(call);
      const rule = kmsPermissions[operation];
      if (rule === 'not implemented') throw new Error(`${operation} is not implemented`);
      const planned = await planKms(call, rule as Parameters<typeof planKms>[1]);
      for (const check of planned.checks) if (check.kind === 'error') throw check.error;
      await checkKmsState({ ...call, input: planned.input });
      const explicit = planned.input as unknown as Input<'kms', O>;
      const request = { service: 'kms', operation, input: explicit, ...place } as const;
      return store.perform<'kms', O>({ ...request, principal, requestId: 'test' });
    },
    async keyArn(input = {}, from) {
      const { KeyMetadata } = await kms.call('CreateKey', input, from);
      if (KeyMetadata?.Arn === undefined) throw new Error('CreateKey answered no ARN');
      return KeyMetadata.Arn;
    },
  };
  return kms;
}

function factsAt(time: Date, region: string): CallFacts<'kms'>['facts'] {
  const payload = { kind: 'unsigned' } as const;
  const authenticated = { principal, authType: undefined, signatureVersion: undefined, payload };
  return {
    principal,
    authenticated: { ...authenticated, contentSha256: undefined },
    http: { headers: {}, sourceIp: '127.0.0.1', secure: true },
    region,
    time,
  };
}
