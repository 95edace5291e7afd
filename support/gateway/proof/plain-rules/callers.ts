import type { OfCaller } from './access.ts';
import { arnOfRole, arnOfSession, arnOfUser, OWNER, PARTNER, rootOf, STRANGER, VPC, VPCE } from './names.ts';
import type { Question } from './questions.ts';
import type { Keys, PlainCaller, PlainStatement } from './statements.ts';
import type { World } from './worlds.ts';

/** A caller with its policies, and the condition keys of every request of it. */
export interface Calling extends OfCaller {
  readonly keys: Keys;
}

const FULL: readonly PlainStatement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** The organization of an account. */
export function organizationOf(account: string | undefined): readonly string[] | undefined {
  return account === OWNER || account === PARTNER ? ['o-exampleorgid'] : undefined;
}

/** The caller of a question. */
export function callingIn(world: World, { caller, isInVpc }: Question): Calling {
  const { keys, ...known } = KNOWN[caller](world);
  const { account, roleArn, arn } = known.caller;
  const ofAccount = account !== undefined && {
    'aws:principalarn': [roleArn ?? arn],
    'aws:principalaccount': [account],
    'aws:principalorgid': organizationOf(account),
  };
  const network: Keys = isInVpc
    ? { 'aws:sourcevpce': [VPCE], 'aws:sourcevpc': [VPC] }
    : { 'aws:sourceip': ['127.0.0.1'] };
  const serviceControl = controlsOf(account, world);
  return {
    ...known,
    serviceControl,
    keys: { ...ofAccount, ...network, 'aws:viaawsservice': ['false'], ...keys },
  };
}

function controlsOf(account: string | undefined, world: World): OfCaller['serviceControl'] {
  if (account === OWNER) return [world.rootControls, world.unitControls, world.accountControls];
  return account === PARTNER ? [world.rootControls, FULL] : [];
}

type Known = Omit<Calling, 'serviceControl'>;

const user = (name: string) => ({ 'aws:username': [name], 'aws:principaltype': ['User'] });
const session = () => ({
  'aws:multifactorauthpresent': ['false'],
  'aws:tokenissuetime': [new Date().toISOString()],
});
const ofRole = () => ({ 'aws:principaltype': ['AssumedRole'], ...session() });

const ana = ({ ana: identity, boundary, anaTeam }: World): Known => ({
  ...{ caller: callerOf(OWNER, arnOfUser('ana'), boundary), identity, boundary },
  keys: { ...user('ana'), 'aws:principaltag/team': anaTeam === undefined ? undefined : [anaTeam] },
});

function callerOf(account: string, arn: string, boundary?: World['boundary']): PlainCaller {
  return { account, arn, hasBoundary: boundary !== undefined };
}

const KNOWN: Readonly<Record<Question['caller'], (world: World) => Known>> = {
  root: () => ({
    caller: { account: OWNER, arn: rootOf(OWNER), isRoot: true },
    identity: [],
    keys: { 'aws:principaltype': ['Account'] },
  }),
  ana,
  'ana token': (world) => {
    const known = ana(world);
    return { ...known, keys: { ...known.keys, ...session() } };
  },
  rex: ({ rex: identity, boundary, session: limits }) => ({
    ...{ identity, boundary, session: limits },
    caller: { ...callerOf(OWNER, arnOfSession('rex'), boundary), roleArn: arnOfRole('rex') },
    keys: { ...ofRole(), 'aws:principaltag/team': ['red'], 'aws:sourceidentity': ['carla'] },
  }),
  bob: ({ bob: identity }) => ({ caller: callerOf(PARTNER, arnOfUser('bob')), identity, keys: user('bob') }),
  kim: ({ kim: identity }) => ({
    caller: { ...callerOf(PARTNER, arnOfSession('kim')), roleArn: arnOfRole('kim') },
    ...{ identity, keys: ofRole() },
  }),
  stranger: () => ({
    caller: callerOf(STRANGER, `arn:aws:iam::${STRANGER}:user/helper`),
    ...{ identity: FULL, keys: user('helper') },
  }),
  anonymous: () => ({
    caller: { account: undefined, arn: '' },
    ...{ identity: [], keys: { 'aws:principaltype': ['Anonymous'] } },
  }),
};
