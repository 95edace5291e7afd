import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** For tests: the folder of Terraform's providers: no test downloads one. */
export const plugins = process.env.KEYHOLE_TERRAFORM_PLUGINS ?? '';
const provider = join(plugins, 'registry.terraform.io', 'hashicorp', 'aws', '5.100.0');

/** For tests: the client that applies configurations, with the provider that it needs. */
export const terraform = {
  name: 'Terraform with the AWS provider',
  variable: 'KEYHOLE_TERRAFORM',
  command: 'terraform',
  probe: ['version'],
  demandedBy: 'KEYHOLE_REQUIRE_TERRAFORM',
  missing: () =>
    plugins !== '' && existsSync(provider)
      ? undefined
      : 'the AWS provider 5.100.0: name the folder that holds registry.terraform.io/ in KEYHOLE_TERRAFORM_PLUGINS',
};
