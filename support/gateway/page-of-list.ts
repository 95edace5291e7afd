import type { Input, Operation, Service } from '../aws/operations.ts';
import { accountOf } from '../aws/principal.ts';
import type { Call, Store } from '../stores/store.ts';
import { encodeOutput } from '../wire/encode-output.ts';
import type { HttpResponse } from '../wire/http.ts';
import { modelOf } from '../wire/sdk-schemas.ts';
import type { PageTokenRule } from './desk/page-token-rule.ts';
import { desks } from './desks.ts';
import type { PageTokens, TokenScope } from './page-tokens.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { textMember } from './plan/text-member.ts';

/** A received call, and the function that performs it. */
export interface Page {
  /** The call to plan and to decide: without its page token, if that was given out by this gateway. */
  readonly received: ReceivedCall;
  /** Has a store perform the explicit call. Throws AwsError, among others for a page token that was never given out. */
  readonly send: (store: Pick<Store, 'send' | 'perform'>, call: Call) => Promise<HttpResponse>;
}

/** The members of an operation that carry page tokens. */
export interface PageMembers extends PageTokenRule {
  /** The output's member for the token of the next page. */
  readonly next: string;
}

/** The members that {@link pageMembersOf} found, by service and operation: every request asks. */
const found = new Map<string, PageMembers | undefined>();

/** The members of an operation that carry page tokens, by the SDK's model; undefined if it takes no token. */
export function pageMembersOf(service: Service, operation: string): PageMembers | undefined {
  const name = `${service}:${operation}`;
  if (!found.has(name)) found.set(name, membersInModel(service, operation));
  return found.get(name);
}

function membersInModel(service: Service, operation: string): PageMembers | undefined {
  const rule = desks[service].pageToken;
  if (rule === undefined) return undefined;
  const { input, output } = modelOf(service, operation);
  if (!input.shape.members.some(({ name }) => name === rule.member)) return undefined;
  const next = `Next${rule.member}`;
  const isTold = output?.shape.members.some(({ name }) => name === next);
  return { ...rule, next: isTold ? next : rule.member };
}

/**
 * The page of a list that a call asks for. The gateway seals the tokens that a store gives out and opens them again, for
 * every store alike. Any other call is sent as it is.
 *
 * A token that does not open is refused after all decisions, as the store would refuse it. A token that opens
 * may be longer than the model allows, since sealing makes it longer.
 */
export function pageOfList(received: ReceivedCall, tokens: PageTokens): Page {
  const members = pageMembersOf(received.service, received.operation);
  if (members === undefined) return { received, send: (store, call) => store.send(call) };
  const { service, operation, input, facts } = received;
  const scope: TokenScope = { service, operation, account: accountOf(facts.principal) ?? '' };
  // An empty token is none. A service that takes no empty token has refused it for its form.
  const sealed = textMember(input, members.member) || undefined;
  const token = sealed === undefined ? undefined : tokens.open(scope, sealed);
  const asked = { ...input, [members.member]: undefined };
  return {
    received: token === undefined ? received : { ...received, input: asked },
    async send(store, call) {
      if (sealed !== undefined && token === undefined) throw members.refusal(sealed);
      const output = await store.perform(
        token === undefined ? call : withMember(call, members.member, token),
      );
      const seal = (next: string) => tokens.seal(scope, next);
      return encodeOutput({ ...call, output: withTokens(output, members, { seal, sealed }) });
    },
  };
}

function withMember(call: Call, member: string, value: string): Call {
  const input: object = call.input;
  // The member is one of this very operation.
  return { ...call, input: { ...input, [member]: value } as Input<Service, Operation> };
}

/** An output with its token sealed. S3 also repeats the token of the request, unchanged. */
function withTokens<T extends object>(
  output: T,
  { member, next }: PageMembers,
  { seal, sealed }: { readonly seal: (token: string) => string; readonly sealed: string | undefined },
): T {
  const token = textMember(output, next);
  const isEchoed = next !== member && Object.hasOwn(output, member);
  return { ...output, ...(isEchoed && { [member]: sealed }), ...(token && { [next]: seal(token) }) };
}
