// The parameter types of keyhole's steps, as literals: editors read source and run none of it.
// npm run editor writes this file from steps/parameter-types.ts.
import { defineParameterType } from '@cucumber/cucumber';

defineParameterType({
  name: 'principal',
  regexp: [
    /the root user of (?:the [\w-]+ account|account \d)/,
    /the [\w-]+ (?:role|user|administrator)/,
    /the (?:reader|writer) of account \d/,
    /the (?:outsider|administrator|company|client|colleague)/,
    /role \d/,
    /an anonymous reader/,
    /AWS Transfer/,
  ],
});

defineParameterType({
  name: 'scenario',
  regexp: [
    /[a-z][a-z0-9-]+/,
  ],
});

defineParameterType({
  name: 'account',
  regexp: [
    /(?:the [\w-]+ account|account \d)/,
  ],
});

defineParameterType({
  name: 'bucket',
  regexp: [
    /(?:the [\w-]+ bucket|bucket \d)/,
  ],
});

defineParameterType({
  name: 'key',
  regexp: [
    /(?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))/,
  ],
});

defineParameterType({
  name: 'role',
  regexp: [
    /the [\w-]+ role|role \d/,
  ],
});

defineParameterType({
  name: 'identity',
  regexp: [
    /the [\w-]+ (?:role|user|administrator)/,
    /the (?:reader|writer) of account \d/,
    /the (?:outsider|administrator|company|client|colleague)/,
    /role \d/,
  ],
});

defineParameterType({
  name: 'attachment',
  regexp: [
    /access keys|policy "[^"]+"/,
  ],
});

defineParameterType({
  name: 'alias',
  regexp: [
    /alias\/[\w/-]+/,
  ],
});

defineParameterType({
  name: 'object',
  regexp: [
    /"[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?/,
  ],
});

defineParameterType({
  name: 'secret',
  regexp: [
    /the [\w-]+ secret/,
  ],
});

defineParameterType({
  name: 'table',
  regexp: [
    /the [\w-]+ table/,
  ],
});

defineParameterType({
  name: 'resource',
  regexp: [
    /"[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?|(?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))/,
  ],
});

defineParameterType({
  name: 'object or bucket',
  regexp: [
    /"[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?/,
    /(?:the [\w-]+ bucket|bucket \d)/,
  ],
});

defineParameterType({
  name: 'object, bucket or user',
  regexp: [
    /"[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?/,
    /(?:the [\w-]+ bucket|bucket \d)/,
    /the [\w-]+ (?:role|user|administrator)/,
    /the (?:reader|writer) of account \d/,
    /the (?:outsider|administrator|company|client|colleague)/,
    /role \d/,
  ],
});

defineParameterType({
  name: 'bucket or access point',
  regexp: [
    /(?:the [\w-]+ bucket|bucket \d)/,
    /the [\w-]+ access point/,
  ],
});

defineParameterType({
  name: 'object or table',
  regexp: [
    /"[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?/,
    /the [\w-]+ table/,
  ],
});

defineParameterType({
  name: 'secret or table',
  regexp: [
    /the [\w-]+ secret/,
    /the [\w-]+ table/,
  ],
});

defineParameterType({
  name: 'policy of bucket, secret or table',
  regexp: [
    /the bucket policy of (?:the [\w-]+ bucket|bucket \d)/,
    /the resource policy of the [\w-]+ secret/,
    /the resource policy of the [\w-]+ table/,
  ],
});

defineParameterType({
  name: 'policy of key or bucket',
  regexp: [
    /the key policy of (?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))/,
    /the bucket policy of (?:the [\w-]+ bucket|bucket \d)/,
  ],
});

defineParameterType({
  name: 'metadata or default encryption',
  regexp: [
    /the metadata of "[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?/,
    /the default encryption of (?:the [\w-]+ bucket|bucket \d)/,
  ],
});

defineParameterType({
  name: 'endpoint',
  regexp: [
    /the [\w-]+ endpoint/,
  ],
});

defineParameterType({
  name: 'stated fact',
  regexp: [
    /come from [0-9a-fA-F.:]+/,
    /use TLS \d\.\d/,
    /use no TLS/,
    /have [\w-]+:[\w/+=.@:-]+ "[^"]*"/,
  ],
});

defineParameterType({
  name: 'with or without',
  regexp: [
    /with|without/,
  ],
});

defineParameterType({
  name: 'asked session',
  regexp: [
    /( with a code of its MFA device| for two hours)?/,
  ],
});

defineParameterType({
  name: 'document',
  regexp: [
    /"[^"]+"/,
  ],
});

defineParameterType({
  name: 'key policy',
  regexp: [
    /"[^"]+"/,
    /as documented again/,
  ],
});

defineParameterType({
  name: 'encryption',
  regexp: [
    /SSE-S3/,
    /the AWS managed key/,
    /the (?:ARN|id) of (?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))/,
    /the ARN of (?:the [\w-]+ account|account \d)'s alias\/[\w/-]+/,
    /alias\/[\w/-]+/,
    /(?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))/,
  ],
});

defineParameterType({
  name: 'new setting of a bucket',
  regexp: [
    /the default encryption of (?:the [\w-]+ bucket|bucket \d) to (?:SSE-S3|the AWS managed key|the (?:ARN|id) of (?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))|the ARN of (?:the [\w-]+ account|account \d)'s alias\/[\w/-]+|alias\/[\w/-]+|(?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d)))/,
    /the tag [\w-]+ of (?:the [\w-]+ bucket|bucket \d) to "[^"]*"/,
  ],
});

defineParameterType({
  name: 'acl',
  regexp: [
    /(?: (?:with the ACL|to) (private|public-read|public-read-write|authenticated-read|bucket-owner-read|bucket-owner-full-control))?/,
  ],
});

defineParameterType({
  name: 'sse',
  regexp: [
    /(?: encrypted with ((?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d)) without asking for aws:kms|SSE-S3|the AWS managed key|the (?:ARN|id) of (?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))|the ARN of (?:the [\w-]+ account|account \d)'s alias\/[\w/-]+|alias\/[\w/-]+|(?:the [\w-]+ key(?: in [a-z]{2}-[a-z]+-\d)?|key \d|the AWS managed key of (?:the [\w-]+ account|account \d))))?/,
  ],
});

defineParameterType({
  name: 'kind of key',
  regexp: [
    /with the policy "[^"]+"/,
    /of origin (?:AWS_CLOUDHSM|AWS_KMS|EXTERNAL|EXTERNAL_KEY_STORE)/,
  ],
});

defineParameterType({
  name: 'in region',
  regexp: [
    /(?: in ([a-z]{2}-[a-z]+-\d))?/,
  ],
});

defineParameterType({
  name: 'operation',
  regexp: [
    /DeleteImportedKeyMaterial/,
    /DescribeKey/,
    /DisableKey/,
    /DisableKeyRotation/,
    /EnableKeyRotation/,
    /GetKeyRotationStatus/,
    /GetKeyPolicy/,
    /ListKeyPolicies/,
    /PutKeyPolicy/,
    /RotateKeyOnDemand/,
    /ScheduleKeyDeletion/,
    /TagResource/,
    /UpdateKeyDescription/,
  ],
});

defineParameterType({
  name: 'key state',
  regexp: [
    /disabled/,
    /enabled again/,
    /pending deletion/,
    /no longer pending deletion/,
    /without its key material/,
    /given its key material again/,
    /given new key material/,
    /rotated on demand/,
  ],
});

defineParameterType({
  name: 'key use',
  regexp: [
    /encrypts a secret with/,
    /re-encrypts the secret with/,
    /tries out decryption with/,
    /generates a data key with/,
    /creates a grant on/,
  ],
});

defineParameterType({
  name: 'item use',
  regexp: [
    /writes an item to/,
    /reads an item of/,
  ],
});

defineParameterType({
  name: 'past key use',
  regexp: [
    /encrypted a secret with/,
    /re-encrypted the secret with/,
  ],
});

defineParameterType({
  name: 'bypass',
  regexp: [
    /(?:, set with (BypassPolicyLockoutSafetyCheck))?/,
  ],
});

defineParameterType({
  name: 'end of a grant',
  regexp: [
    /revoked|retired/,
  ],
});

defineParameterType({
  name: 'of object',
  regexp: [
    /(?: of ("[^"]+"(?: in (?:the [\w-]+ bucket|bucket \d)| through the [\w-]+ access point)?))?/,
  ],
});

defineParameterType({
  name: 'control policy',
  regexp: [
    /service control policy|resource control policy/,
  ],
});

defineParameterType({
  name: 'bounding policy',
  regexp: [
    /permissions boundary|session policy/,
  ],
});

defineParameterType({
  name: 'recorded call',
  regexp: [
    /(?:a refused )?kms:[A-Za-z]+/,
  ],
});

defineParameterType({
  name: 'count',
  regexp: [
    /\d{1,3}(?:,\d{3})*/,
  ],
});

defineParameterType({
  name: 'money',
  regexp: [
    /\$\d+\.\d\d/,
  ],
});

defineParameterType({
  name: 'bill item',
  regexp: [
    /for requests to KMS/,
    /for requests to KMS beyond the free tier/,
    /for requests to KMS and a key/,
  ],
});

defineParameterType({
  name: 'frequency',
  regexp: [
    /no calls/,
    /fewer calls than there are objects/,
    /fewer calls than S3 requests/,
    /one call for each S3 request/,
    /more than one call for some S3 requests/,
  ],
});

defineParameterType({
  name: 'reason',
  regexp: [
    /(?:no|the|an?|Block) [\w' -]+?/,
  ],
});

defineParameterType({
  name: 'action',
  regexp: [
    /[a-z0-9-]+:[A-Za-z*]+/,
  ],
});

defineParameterType({
  name: 'remedy',
  regexp: [
    /\S.*/,
  ],
});

defineParameterType({
  name: 'failure',
  regexp: [
    /\S.*/,
  ],
});
