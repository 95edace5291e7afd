import { AwsError } from '../../../aws/aws-error.ts';
import type { Call } from '../../store.ts';

/** For each operation, the reason why an input cannot be performed; undefined if it can. */
const ignoredMembers: Readonly<Record<string, ((input: object) => string | undefined) | undefined>> = {
  CreateTable: (input) =>
    given(input, 'ResourcePolicy')
      ? 'whether the store keeps the policy that a table is created with cannot be told. Create the table, and then put its policy.'
      : undefined,
  ImportKeyMaterial(input) {
    if (given(input, 'ValidTo')) return 'the store may use imported key material beyond its ValidTo.';
    return given(input, 'KeyMaterialId') ? 'the store may import material of another id.' : undefined;
  },
  UpdateSecretVersionStage: (input) =>
    Reflect.get(input, 'VersionStage') === 'AWSCURRENT' && movesNowhere(input)
      ? 'the store may take AWSPREVIOUS from its version if AWSCURRENT is moved to where it is.'
      : undefined,
};

/**
 * Refuses requests of which some endpoints ignore a part, although they answer with success. Throws AwsError
 * `NotImplemented`.
 */
export function refuseIgnoredMembers({ operation, input }: Call): void {
  const reason = ignoredMembers[operation]?.(input);
  if (reason !== undefined) throw new AwsError('NotImplemented', 501, `keyhole: ${reason}`);
}

function given(input: object, member: string): boolean {
  return Reflect.get(input, member) !== undefined;
}

/** The gateway allows a move without a source version only if the label is already on its target. */
function movesNowhere(input: object): boolean {
  const from: unknown = Reflect.get(input, 'RemoveFromVersionId');
  return from === undefined || from === Reflect.get(input, 'MoveToVersionId');
}
