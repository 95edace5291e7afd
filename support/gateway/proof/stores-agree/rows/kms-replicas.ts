import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('kms');
const KeyId = '{key}';
const away = 'eu-central-1';

/** A multi-Region key with a replica. */
const replicated: State = {
  steps: [
    ask('CreateKey', { MultiRegion: true }, { keep: { key: 'KeyMetadata.Arn', keyId: 'KeyMetadata.KeyId' } }),
    ask('ReplicateKey', { KeyId, ReplicaRegion: 'us-west-2' }),
  ],
  reads: [ask('DescribeKey', { KeyId })],
};
const of = subjectsOf('kms', replicated);

/** For tests: how KMS is asked about keys of several Regions. */
export const kmsReplicas: readonly Subject[] = [
  of(
    'ReplicateKey',
    { KeyId, ReplicaRegion: away },
    {
      vary: { ReplicaRegion: [undefined, 'us-west-2', 'nowhere'], Policy: ['nonsense'] },
      also: { 'with a tag': { input: { Tags: [{ TagKey: 'a', TagValue: 'b' }] } } },
    },
  ),
  of(
    'UpdatePrimaryRegion',
    { KeyId, PrimaryRegion: 'us-west-2' },
    { vary: { PrimaryRegion: [undefined, away, 'nowhere'] } },
  ),
];
