import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ownFile } from '../../node/own-file.ts';

/**
 * Loads cucumber's API with two modules of keyhole's in place of others:
 *
 * - cucumber finds the groups of a match with the package regexp-match-indices, which was made for engines without that feature. It parses
 *   every expression and measures each match, which takes a tenth of a run of the specification.
 * - its messages have UUIDs, which take a fifth of the memory of a large specification.
 */
export async function loadCucumber() {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const file = standIn(specifier, context.parentURL);
      return file === undefined
        ? next(specifier, context)
        : { url: pathToFileURL(ownFile(file)).href, shortCircuit: true };
    },
  });
  try {
    return await import('@cucumber/cucumber/api');
  } finally {
    hooks.deregister();
  }
}

/** The file that stands in for a module, if one does. */
function standIn(specifier: string, importer = ''): string | undefined {
  if (specifier === 'regexp-match-indices') return 'support/commands/spec/exec-with-indices.ts';
  const isOfMessages = importer.endsWith('/@cucumber/messages/dist/index.js');
  return isOfMessages && specifier === './IdGenerator.js'
    ? 'support/commands/spec/message-ids.ts'
    : undefined;
}
