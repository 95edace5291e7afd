import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import { attach } from '../../gateway/surroundings/attach.ts';
import { checkPolicyDocument } from '../document/check-policy-document.ts';
import { inFile } from '../document/document-place.ts';
import { SpecError } from '../spec-error.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';
import { pathOf } from './rearrange.ts';

/** A document of the scenario, and the account that it is attached to. */
export interface NewControlPolicy {
  readonly document: string;
  readonly kind: 'service' | 'resource';
  readonly account: string;
}

/**
 * Attaches a service or resource control policy to an account of the scenario's organization. Throws SpecError if there
 * is no organization, and for a document of another kind. Returns the text that is attached.
 */
export function attachControlPolicy(
  lab: GatewayServer,
  provisioned: ProvisionedScenario,
  added: NewControlPolicy,
): string {
  const { organization } = lab.surroundings;
  if (organization === undefined) {
    throw new SpecError(
      'unknown-name',
      `the scenario ${provisioned.scenario.name} has no organization: a control policy cannot be attached`,
    );
  }
  const path = pathOf(provisioned, added.document);
  const text = provisioned.policy(path);
  checkPolicyDocument(text, inFile(path), added.kind === 'service' ? 'scp' : 'rcp');
  lab.surround({
    ...lab.surroundings,
    organization: attach(organization, {
      account: provisioned.accountId(added.account),
      kind: `${added.kind}ControlPolicies`,
      policy: { name: added.document, document: text },
    }),
  });
  return text;
}
