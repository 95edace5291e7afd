import type { AccessCell } from '../../access/access-matrix.ts';

/** Layers in the few letters that a cell has. */
const SHORT: Readonly<Record<string, string>> = {
  acl: 'ACL',
  'key policy': 'key',
  'trust policy': 'trust',
  'endpoint policy': 'endpoint',
  'block public access': 'public',
  'cross-account operation': 'account',
};

/** A cell in at most ten letters: `✓`, `✗ identity`, `◐ partly`, `? if`. Without a layer a note below the table has the reason. */
export function cellInWords({ result, layer }: AccessCell): string {
  switch (result) {
    case 'allowed':
      return '✓';
    case 'denied':
      return layer === undefined ? '✗ see note' : `✗ ${SHORT[layer] ?? layer}`;
    case 'partly':
      return '◐ partly';
    case 'conditional':
      return '? if';
    case 'undecidable':
      return '! open';
  }
}
