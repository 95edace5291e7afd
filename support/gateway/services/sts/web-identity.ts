import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { oidcProviderArn } from '../../../aws/oidc-provider-arn.ts';
import type { WebIdentity } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';
import { textMember } from '../../plan/text-member.ts';
import { iamReader, unlessAbsent } from '../iam/iam-reader.ts';
import { checkModel } from '../iam/input-checks/model-check.ts';
import { type SessionClaims, sessionClaims } from './session-claims.ts';
import { checkSessionTags } from './session-tags-check.ts';
import { invalidToken, readToken, verifyToken } from './web-identity-token.ts';

/** The public key of an issuer of tokens, in PEM; undefined for an issuer that is not declared. */
type KeyOfIssuer = (url: string) => string | undefined;

/** True for the operation whose caller is the holder of a token. */
export function takesToken({ service, operation }: ReceivedCall): boolean {
  return service === 'sts' && operation === 'AssumeRoleWithWebIdentity';
}

/**
 * The holder of the token of a request. The role's account must have a provider for the issuer, the gateway must know the
 * issuer's key, and the provider must know the audience.
 *
 * Throws ValidationError, InvalidIdentityToken, ExpiredTokenException, InvalidParameterValue, and NotImplemented for tokens for another party.
 * Source: AWS STS API reference, AssumeRoleWithWebIdentity; the texts as AWS sends them.
 */
export async function webIdentityOf(
  { operation, input, facts }: ReceivedCall,
  store: Store,
  keyOfIssuer: KeyOfIssuer,
): Promise<WebIdentity> {
  checkModel('sts', operation, input);
  if (textMember(input, 'ProviderId') !== undefined)
    throw new AwsError('NotImplemented', 501, `${operation} with ProviderId is not implemented.`);
  const token = readToken(textMember(input, 'WebIdentityToken') ?? '');
  const { issuer, claims } = token;
  const account = parseArn(textMember(input, 'RoleArn') ?? '')?.account ?? '';
  const arn = oidcProviderArn(account, issuer);
  const read = iamReader(store, account);
  const provider =
    /^\d{12}$/.test(account) && issuer.startsWith('https://')
      ? await unlessAbsent(read('GetOpenIDConnectProvider', { OpenIDConnectProviderArn: arn }))
      : undefined;
  if (provider === undefined)
    throw invalidToken(`No OpenIDConnect provider found in your account for ${issuer}`);
  const key = keyOfIssuer(issuer);
  if (key === undefined) throw invalidToken(NO_KEY);
  verifyToken(token, key, facts.time);
  refuseUnsupported(claims);
  const { sub, aud } = claims;
  const audience = [aud].flat().find((one) => provider.ClientIDList?.some((known) => known === one));
  if (typeof audience !== 'string') throw invalidToken('Incorrect token audience');
  if (typeof sub !== 'string' || sub === '') throw invalidToken('Missing a required claim: sub');
  return {
    type: 'WebIdentity',
    provider: arn,
    issuer: issuer.slice('https://'.length),
    subject: sub,
    audience,
    claims: textClaims(claims),
    ...setInSession(sessionClaims(claims)),
  };
}

const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

/** A claim that changes who may have which session, and that keyhole does not evaluate. Throws NotImplemented. */
function refuseUnsupported(claims: Readonly<Record<string, unknown>>): void {
  if (claims[PARTY] !== undefined)
    throw new AwsError(
      'NotImplemented',
      501,
      `A web identity token with the claim ${PARTY} is not implemented.`,
    );
}

/** The claim that names the party to which a token was issued. */
const PARTY = 'azp';

/**
 * The tags and the source identity for a session, held to the rules for those of AssumeRole.
 * Undocumented: how AWS refuses a token that breaks them.
 */
function setInSession({ tags, transitiveTagKeys, sourceIdentity }: SessionClaims) {
  const asked = {
    Tags: [...tags],
    TransitiveTagKeys: [...transitiveTagKeys],
    SourceIdentity: sourceIdentity,
  };
  checkModel('sts', 'AssumeRole', { ...asked, ...WITHOUT_FAULT });
  checkSessionTags(asked, undefined);
  if (tags.length === 0 && sourceIdentity === undefined) return {};
  return {
    sessionTags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    transitiveTagKeys,
    sourceIdentity,
  };
}

/** The required members of AssumeRole, in which there is no fault to find. */
const WITHOUT_FAULT = { RoleArn: 'arn:aws:iam::111111111111:role/any', RoleSessionName: 'any' };

/** The claims as condition keys hold them. Undocumented: how AWS compares claims that are no texts. */
function textClaims(claims: Readonly<Record<string, unknown>>): WebIdentity['claims'] {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      const values = [value].flat();
      const texts = values.filter((one) => typeof one === 'string');
      return [name, texts.length > 0 && texts.length === values.length ? texts : undefined];
    }),
  );
}
