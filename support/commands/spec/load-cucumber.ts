import { registerHooks } from 'node:module';
import { extname } from 'node:path';

/**
 * Loads cucumber's API with RegExp itself telling where the groups of a match are.
 *
 * cucumber asks the package regexp-match-indices, made for engines that cannot tell: it parses every expression and
 * measures a match group by group, a tenth of a whole run of the specification.
 */
export async function loadCucumber() {
  const url = new URL(`./exec-with-indices${extname(import.meta.url)}`, import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'regexp-match-indices' ? { url, shortCircuit: true } : next(specifier, context),
  });
  try {
    return await import('@cucumber/cucumber/api');
  } finally {
    hooks.deregister();
  }
}
