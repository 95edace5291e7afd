import type { Instance, TerraformFile } from './read-terraform.ts';

/** The names of the calls in a module's address. */
export function callsInAddress(module: string): readonly string[] {
  return [...module.matchAll(/module\.([\w-]+)(?:\[.+?\])?/g)].map(([, name = '']) => name);
}

/** The instances of a resource in a module. */
export function instancesAt(
  { instances }: TerraformFile,
  address: string,
  module: string,
): readonly Instance[] {
  const whole = module === '' ? address : `${module}.${address}`;
  return instances.filter(
    (one) => one.module === module && (one.address === whole || one.address.startsWith(`${whole}[`)),
  );
}

/** The addresses of the instances of a module. */
export function modulesAt({ instances }: TerraformFile, address: string, module: string): readonly string[] {
  const whole = module === '' ? address : `${module}.${address}`;
  const found = instances.flatMap((one) => {
    if (!one.module.startsWith(whole)) return [];
    const [key] = /^(?:\[[^\]]*\])?(?=\.|$)/.exec(one.module.slice(whole.length)) ?? [];
    return key === undefined ? [] : [`${whole}${key}`];
  });
  return [...new Set(found)];
}

/** The key in an address: `"orders"` or `0`. */
export function parsedKey(key: string): string | number {
  return key.startsWith('"') ? key.slice(1, -1) : Number(key);
}
