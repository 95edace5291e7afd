import type {
  Handshake,
  ListHandshakesForAccountRequest,
  ListHandshakesForAccountResponse,
} from '@aws-sdk/client-organizations';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { Invitation } from '../../../surroundings/organization.ts';
import { type Directory, directoryOf, newId, rootOf } from '../directory.ts';
import { arnOfInvitation } from '../entity-arns.ts';
import { pageOf, reading, writing } from './in-directory.ts';
import { policiesOfAws } from './units.ts';

/** Milliseconds for which an invitation can be accepted. Source: AWS Organizations API reference, Handshake. */
const VALID = 15 * 24 * 3600 * 1000;

/** Invitations of accounts. Source: AWS Organizations API reference, InviteAccountToOrganization. */
export const invitationAnswers: Answers<'organizations'> = {
  InviteAccountToOrganization: writing((directory, { Target, Notes }) => {
    const account = Target?.Id ?? '';
    if (directory.nodes.has(account))
      throw organizationsError('HandshakeConstraintViolationException', 'ALREADY_IN_AN_ORGANIZATION');
    if (directory.invitations.some((one) => one.account === account && stateOf(one) === 'OPEN'))
      throw organizationsError('DuplicateHandshakeException');
    const requested = new Date().toISOString();
    const invitation: Invitation = { id: newId('h-', 32), account, state: 'OPEN', requested, notes: Notes };
    directory.invitations = [...directory.invitations, invitation];
    return { Handshake: described(directory, invitation) };
  }),

  AcceptHandshake: writing((directory, { HandshakeId }, { account }) => {
    const invitation = openInvitation(directory, HandshakeId, account);
    const parent = rootOf(directory).id;
    const node = { kind: 'ACCOUNT', id: account, name: account, parent } as const;
    const joined = new Date().toISOString();
    const policies = new Set(policiesOfAws(directory));
    directory.nodes.set(account, { ...node, joined, isInvited: true, policies });
    return { Handshake: described(directory, changed(directory, invitation, 'ACCEPTED')) };
  }),

  DeclineHandshake: writing((directory, { HandshakeId }, { account }) => {
    const invitation = openInvitation(directory, HandshakeId, account);
    return { Handshake: described(directory, changed(directory, invitation, 'DECLINED')) };
  }),

  CancelHandshake: writing((directory, { HandshakeId }) => {
    const invitation = openInvitation(directory, HandshakeId, undefined);
    return { Handshake: described(directory, changed(directory, invitation, 'CANCELED')) };
  }),

  DescribeHandshake: reading((directory, { HandshakeId }, { account }) => {
    const invitation = directory.invitations.find(({ id }) => id === HandshakeId);
    const mayKnow = invitation?.account === account || directory.managementAccount === account;
    if (invitation === undefined || !mayKnow) throw organizationsError('HandshakeNotFoundException');
    return { Handshake: described(directory, invitation) };
  }),

  ListHandshakesForAccount: async ({ account, input }, { surroundings: { organization } }) => {
    if (organization === undefined) return { Handshakes: [] };
    return listed(directoryOf(organization), input, (one) => one.account === account);
  },

  ListHandshakesForOrganization: reading((directory, input) => listed(directory, input, () => true)),
};

/** A page of the invitations that a caller may see. */
function listed(
  directory: Directory,
  input: ListHandshakesForAccountRequest,
  isShown: (invitation: Invitation) => boolean,
): ListHandshakesForAccountResponse {
  const { items, end } = pageOf(directory.invitations.filter(isShown), ({ id }) => id, input);
  return { Handshakes: items.map((one) => described(directory, one)), ...end };
}

/** An invitation that can still be answered: by the invited account, or by the organization. */
function openInvitation(
  directory: Directory,
  id: string | undefined,
  account: string | undefined,
): Invitation {
  const invitation = directory.invitations.find((one) => one.id === id);
  const isTheirs = account === undefined || invitation?.account === account;
  if (invitation === undefined || !isTheirs) throw organizationsError('HandshakeNotFoundException');
  if (stateOf(invitation) !== 'OPEN') throw organizationsError('InvalidHandshakeTransitionException');
  return invitation;
}

function changed(directory: Directory, invitation: Invitation, state: Invitation['state']): Invitation {
  const answered = { ...invitation, state };
  directory.invitations = directory.invitations.map((one) => (one.id === invitation.id ? answered : one));
  return answered;
}

function expiryOf({ requested }: Invitation): Date {
  return new Date(new Date(requested).getTime() + VALID);
}

function stateOf(invitation: Invitation): Invitation['state'] | 'EXPIRED' {
  return invitation.state === 'OPEN' && expiryOf(invitation) < new Date() ? 'EXPIRED' : invitation.state;
}

function described(directory: Directory, invitation: Invitation): Handshake {
  const { id: Id, account, requested, notes } = invitation;
  return {
    Id,
    Arn: arnOfInvitation(directory, Id),
    Action: 'INVITE',
    State: stateOf(invitation),
    RequestedTimestamp: new Date(requested),
    ExpirationTimestamp: expiryOf(invitation),
    Parties: [
      { Id: directory.id, Type: 'ORGANIZATION' },
      { Id: account, Type: 'ACCOUNT' },
    ],
    Resources: [
      { Type: 'ORGANIZATION', Value: directory.id },
      { Type: 'ACCOUNT', Value: account },
      ...(notes === undefined ? [] : [{ Type: 'NOTES' as const, Value: notes }]),
    ],
  };
}
