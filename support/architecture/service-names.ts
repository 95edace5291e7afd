import { globSync, readFileSync } from 'node:fs';

/** The product: all rooms between the wire and the stores. The specification uses services, and may name them. */
const PRODUCT = 'support/{aws,wire,authentication,authorization,gateway,stores}/**/*.ts';

/** Files that serve tests, or that write tables of AWS's data. */
const BESIDE_THE_PRODUCT =
  /\.test\.ts$|\/(?:testing|proof|hostile|real-clients|requests|cases|trials|oracle|mutation)\/|\/(?:write|generate)-[a-z-]+\.ts$/;

/** Comments, and the paths of imports. */
const NO_CODE = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\b(?:from|import)\s*\(?\s*'[^']*'/gm;

/** Further names of a service's own rooms and files, besides its signing name. */
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  kms: ['kms-use'],
  secretsmanager: ['secret', 'secrets'],
  // STS gives sessions of IAM's roles and users, so IAM's room is also its own.
  sts: ['iam'],
};

/** A member `name:` or shorthand `name,`. */
const member = (service: string) => new RegExp(`(?:[{,]|^)\\s*${service}(?::\\s|\\s*[,}])`, 'm');

/**
 * The files of the product that name a service outside its own rooms, by their paths below a root. A file names it by a
 * text that equals its signing name, or by a row of a table over services. `kms:Decrypt` names an action, not its
 * service.
 */
export function filesNaming(service: string, services: readonly string[], root: URL): readonly string[] {
  const own = new RegExp(`/(?:${[service, ...(OWN_NAMES[service] ?? [])].join('|')})[-./]`);
  const text = new RegExp(`['"\`]${service}['"\`]`);
  return globSync(PRODUCT, { cwd: root })
    .filter((file) => !BESIDE_THE_PRODUCT.test(file) && !own.test(file))
    .filter((file) => {
      const code = readFileSync(new URL(file, root), 'utf8').replaceAll(NO_CODE, '');
      const isTable = services.filter((other) => member(other).test(code)).length >= TABLE;
      return text.test(code) || (isTable && member(service).test(code));
    })
    .sort();
}

/** The least number of services as members of an object for it to count as a table over services. */
const TABLE = 4;
