import type { Command } from 'commander';

/** Adds `keyhole snapshot save`, `load` and `diff` to the command line. */
export function addSnapshot(program: Command, finish: (exitCode: number) => void): void {
  const snapshot = program
    .command('snapshot')
    .description('Save the world of a running lab, load it, or tell what changed in it.')
    .addHelpText('after', snapshotHelp);
  snapshot
    .command('save')
    .description('Save everything in a running lab to a file.')
    .argument('<file>', 'the file; an earlier snapshot is replaced')
    .option('-e, --endpoint <url>', ENDPOINT)
    .action(async (file: string, { endpoint }: { readonly endpoint?: string }) => {
      const { saveSnapshot } = await import('./save-snapshot.ts');
      finish(await saveSnapshot(file, endpoint));
    });
  snapshot
    .command('load')
    .description('Replace everything in a running lab by a snapshot.')
    .argument('<file>', 'the snapshot')
    .option('-e, --endpoint <url>', ENDPOINT)
    .action(async (file: string, { endpoint }: { readonly endpoint?: string }) => {
      const { loadSnapshot } = await import('./load-snapshot.ts');
      finish(await loadSnapshot(file, endpoint));
    });
  snapshot
    .command('diff')
    .description('Tell what changed since a snapshot.')
    .argument('<before>', 'the earlier snapshot')
    .argument('[after]', 'the later snapshot (default: the running lab)')
    .option('-e, --endpoint <url>', ENDPOINT)
    .action(
      async (before: string, after: string | undefined, { endpoint }: { readonly endpoint?: string }) => {
        const { diffSnapshots } = await import('./diff-snapshots.ts');
        finish(await diffSnapshots({ before, after, endpoint }));
      },
    );
}

const ENDPOINT = 'the address of the lab (default: the one of this folder)';

const snapshotHelp = `
Examples:
  keyhole snapshot save before.json
  keyhole snapshot diff before.json
  keyhole snapshot load before.json
  keyhole snapshot diff before.json after.json

A snapshot has all accounts with their principals, policies, access keys and
sessions; KMS keys with their grants; buckets with all versions of objects;
secrets, tables, the organization, VPC endpoints and stated facts. It also has
the scenario, so that as, decide and the page know its names after a load, also
in a lab that was started with --empty. reset then returns to the snapshot.

The file contains key material and secrets in the clear, so only you can read
it. Keep it out of repositories. diff shows no secret, no key material and no content of an object.

A session ends at its time, also in a snapshot. Tokens of web identities and
decisions are not in it. Labs with --backend localstack or endpoint cannot be
saved, as no request to their store returns key material.
A snapshot is read by the version of keyhole that saved it.

Exit codes: 0 done, or nothing changed; 1 diff tells of changes; 2 an argument
or a snapshot is invalid, or no lab answers.
`;
